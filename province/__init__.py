"""The receiving end of Một Cửa: stores what desks send, judges it later, answers signed."""
