"""Tables and titles: the dock, the fight for a title and its picture."""
