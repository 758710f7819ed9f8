"""Which date dates an event? Events' words + dates -> the date of each event, from its own clause outwards."""
