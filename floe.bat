@echo off
rem Opens Floe's window by a double click on Windows, with the files that are dropped on it, if any.
rem On the command line: .venv\Scripts\python main.py segment ...
if exist "%~dp0.venv\Scripts\pythonw.exe" (
    start "" "%~dp0.venv\Scripts\pythonw.exe" "%~dp0main.py" %*
    exit /b
)
where /q pyw
if errorlevel 1 (
    echo Floe needs Python 3.11, 3.12 or 3.13: install it from python.org, then open this file again.
    pause
    exit /b 2
)
start "" pyw -3 "%~dp0main.py" %*
