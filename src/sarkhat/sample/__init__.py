"""The bundled sample newsroom: invented outlets and invented news, served as real web sites on loopback."""
