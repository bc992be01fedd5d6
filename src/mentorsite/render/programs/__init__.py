"""Program → what its pages show: overview, roles, cohorts, and sections for forms."""
