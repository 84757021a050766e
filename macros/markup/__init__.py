"""HTML as a browser understands it. Knows neither records nor pages nor any generator."""
