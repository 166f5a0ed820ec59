"""Text cells to typed values, with what was repaired; a cell that is not what its column says is a problem."""
