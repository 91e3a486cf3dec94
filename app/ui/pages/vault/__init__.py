"""What is done with the open vault as a whole."""
