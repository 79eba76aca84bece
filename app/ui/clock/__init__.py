"""The one question about the time, before anything is received under a clock that may be wrong."""
