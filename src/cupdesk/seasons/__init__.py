"""Season files (JSON) and presets (TOML): the border where data from outside is checked, by pydantic."""
