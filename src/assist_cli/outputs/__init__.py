"""What people read: the terminal report, findings as tables, and the packages that go out and come back.

Nothing here prints: functions return renderables or text, or write files and say where.
"""
