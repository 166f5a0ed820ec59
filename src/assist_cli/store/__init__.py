"""What has landed: plain Parquet, published by rename, with a manifest for every change."""
