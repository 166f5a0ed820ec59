"""Who a row is about: document number to `person_key`, names to a comparable form, and masks."""
