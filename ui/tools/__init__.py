"""What the mouse does on the pictures: ui.tools.tool says how a tool is made."""
