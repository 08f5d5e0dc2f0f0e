def advice(signal, is_wet):
    """Tell what a driver does at a signal."""
    if signal == "GREEN":
        return "go"
    if signal == "AMBER":
        return "brake early, " if is_wet else ""
    return "stop"
