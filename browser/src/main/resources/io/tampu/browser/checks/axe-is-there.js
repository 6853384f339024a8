() => 'axe' in window
