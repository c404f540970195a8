"""What is true of every history a cooperative may live through."""
