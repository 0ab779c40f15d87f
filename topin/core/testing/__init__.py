"""What tests share: services, fixtures, catalogue-wide contracts."""
