"""The season's tables as a person fills them: what each cell shows, takes and refuses, typed or pasted in a block."""
