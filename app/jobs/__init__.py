"""Long work: start, progress, stop, go on; threads and one child process, no Qt."""
