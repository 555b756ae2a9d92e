@echo off
rem `depthlock` on the path: a command runs without a window. Chromium reads nothing after the two dashes.
"%~dp0..\..\Depthlock.exe" --disable-gpu --log-level=3 -- %*
