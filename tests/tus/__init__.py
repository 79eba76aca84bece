"""The official client of tus against our server: `package.json` pins it."""
