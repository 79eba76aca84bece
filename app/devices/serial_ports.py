"""Serial ports that a scanner may hang on."""


def port_names() -> tuple[str, ...]:
    """What the system knows, in its own order; may take a second."""
    from serial.tools import list_ports

    return tuple(sorted(port.device for port in list_ports.comports()))
