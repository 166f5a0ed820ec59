"""`assist lookup`: what was found about people, told and masked, for the screen and for programs."""
