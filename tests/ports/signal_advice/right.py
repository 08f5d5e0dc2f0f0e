def advice(signal, is_wet):
    """Tell what a driver does at a signal."""
    if signal == "GREEN":
        return "go"
    return "brake early, stop" if signal == "AMBER" and is_wet else "stop"
