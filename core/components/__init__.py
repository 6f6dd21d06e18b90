"""The parts every page is built of, as template tags: {% load ui %}. Each is shown at /styleguide/."""
