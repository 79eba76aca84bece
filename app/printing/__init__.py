"""Papers: dated layouts and plain values in, PDF bytes out. Same input, same bytes."""
