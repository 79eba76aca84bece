"""Looking at scans and pictures inside the window."""
