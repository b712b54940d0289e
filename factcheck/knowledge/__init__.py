"""Knowledge bases: folders of YAML as typed, indexed entries."""
