"""One file for each way in which a PDF can tell more than it shows."""
