"""The workspace's configuration files, read once into frozen values."""
