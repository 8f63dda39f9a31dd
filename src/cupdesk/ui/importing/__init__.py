"""Files shown before they are taken, and the folder that is watched."""
