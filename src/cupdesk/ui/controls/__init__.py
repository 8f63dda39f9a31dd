"""What every screen is made of: tables, cells, fonts and colours, panels, paper. Nothing here knows a screen."""
