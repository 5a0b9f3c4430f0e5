"""Course content: Markdown folders read into frozen objects. Knows neither Flask nor a database."""
