; One installer; SCOPE says for whom: "user" needs no administrator, "machine" serves all who log on.
; Told by the build: SCOPE, PAYLOAD, OUT, VERSION, FOUR, KILOBYTES, SIGN, COMPRESS, ARRANGE, FAMILY.
; Exit codes: 0 done, 2 the files could not be written, 3 a newer version is installed,
; 5 the program or another installer of it is running, 6 it is installed by the MSI.
; Switches: /WAIT=seconds for a program that ends (60 where it is silent), /RESTART starts it again.

Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestLongPathAware true
SetDateSave off

!define NAME "Sunshine Desk"
!define PUBLISHER "The Sunshine Desk contributors"
!define WINDOW "SunshineDesk.exe"
!define CONSOLE "sunshine-desk.exe"
!define INNER "_internal"
; The newer version lies in the first until all of it is there; what it replaces lies in the second,
; with the third in it from the moment at which the newer is in its place. Nobody else uses the names.
!define STAGED "_sunshine-desk.new"
!define BEFORE "_sunshine-desk.old"
!define DONE "replaced.txt"
!define APPLICATION "SunshineDesk.SunshineDesk"
!define UNINSTALLER "uninstall.exe"
!define CLASS "SunshineDesk.Vault"
!define KEPT "Software\Microsoft\Windows\CurrentVersion\Uninstall\SunshineDesk"
!define PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"
!define CLASSES "Software\Classes"

Name "${NAME} ${VERSION}"
OutFile "${OUT}"
BrandingText "${NAME} ${VERSION}"
!if "${COMPRESS}" == "small"
  SetCompressor /SOLID lzma
!else
  SetCompress off
!endif
!finalize '"${SIGN}" "%1"' = 0
!uninstfinalize '"${SIGN}" "%1"' = 0

!if "${SCOPE}" == "machine"
  RequestExecutionLevel admin
  InstallDir "$PROGRAMFILES64\${NAME}"
  InstallDirRegKey HKLM "${KEPT}" "InstallLocation"
  !define MUTEX "Global\SunshineDesk.Installer"
!else
  RequestExecutionLevel user
  InstallDir "$LOCALAPPDATA\Programs\${NAME}"
  InstallDirRegKey HKCU "${KEPT}" "InstallLocation"
  !define MUTEX "Local\SunshineDesk.Installer"
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include WordFunc.nsh
!include FileFunc.nsh

Var Seconds
Var Restart
Var Words

!define MUI_ABORTWARNING
!define MUI_ICON "desk.ico"
!define MUI_UNICON "desk.ico"
!if "${SCOPE}" == "user"
  !define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!endif
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

VIProductVersion "${FOUR}"
VIFileVersion "${FOUR}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME} ${VERSION}, installer"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"

!macro PLACE
  SetRegView 64
  !if "${SCOPE}" == "machine"
    SetShellVarContext all
  !else
    SetShellVarContext current
  !endif
!macroend

; A program that runs cannot be opened for writing: nothing may be replaced under it. 1 in $0: it can.
!macro ASK_WHETHER_FREE
  StrCpy $0 1
  !insertmacro ASK_OF "${WINDOW}"
  !insertmacro ASK_OF "${CONSOLE}"
!macroend

!macro ASK_OF FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $9 "$INSTDIR\${FILE}" a
    ${If} ${Errors}
      StrCpy $0 0
    ${Else}
      FileClose $9
    ${EndIf}
  ${EndIf}
!macroend

; Whole folders are taken away by these names alone; whatever else lies there, such as a vault, stays.
!macro SWEEP
  RMDir /r "$INSTDIR\${STAGED}"
!macroend

; The helper that does what these words cannot; 0 in $0 where it was done.
!macro ARRANGE WORDS
  InitPluginsDir
  File "/oname=$PLUGINSDIR\arrange.exe" "${ARRANGE}"
  ExecWait '"$PLUGINSDIR\arrange.exe" ${WORDS}' $0
!macroend

!macro FOR_EACH DO
  !insertmacro ${DO} "${INNER}"
  !insertmacro ${DO} "${WINDOW}"
  !insertmacro ${DO} "${CONSOLE}"
  !insertmacro ${DO} "${UNINSTALLER}"
!macroend

; What was exchanged by an earlier round is left alone.
!macro TAKE_OUT NAME
  ${If} ${FileExists} "$INSTDIR\${STAGED}\${NAME}"
  ${AndIf} ${FileExists} "$INSTDIR\${NAME}"
    Rename "$INSTDIR\${NAME}" "$INSTDIR\${BEFORE}\${NAME}"
  ${EndIf}
!macroend

!macro PUT_IN NAME
  ${If} ${FileExists} "$INSTDIR\${STAGED}\${NAME}"
    Rename "$INSTDIR\${STAGED}\${NAME}" "$INSTDIR\${NAME}"
  ${EndIf}
!macroend

!macro BRING_BACK NAME
  ${If} ${FileExists} "$INSTDIR\${BEFORE}\${NAME}"
    Rename "$INSTDIR\${NAME}" "$INSTDIR\${STAGED}\${NAME}"
    Rename "$INSTDIR\${BEFORE}\${NAME}" "$INSTDIR\${NAME}"
  ${EndIf}
!macroend

!macro DISCARD NAME
  RMDir /r "$INSTDIR\${BEFORE}\${NAME}"
  Delete "$INSTDIR\${BEFORE}\${NAME}"
!macroend

Function .onInit
  !insertmacro PLACE
  Call ReadSwitches
  Call RefuseBesideAnother
  Call RefuseOlder
  !if "${SCOPE}" == "machine"
    Call RefuseBesideMsi
  !endif
FunctionEnd

Function ReadSwitches
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/WAIT=" $Seconds
  ${If} ${Errors}
    StrCpy $Seconds 0
    ${If} ${Silent}
      StrCpy $Seconds 60
    ${EndIf}
  ${EndIf}
  ; Whom a machine-wide installer would start the program for, it does not know.
  StrCpy $Restart 0
  !if "${SCOPE}" == "user"
    ClearErrors
    ${GetOptions} $0 "/RESTART" $1
    ${IfNot} ${Errors}
      StrCpy $Restart 1
    ${EndIf}
  !endif
FunctionEnd

; The mutex is held until this process ends.
Function RefuseBesideAnother
  System::Call 'kernel32::CreateMutex(p 0, i 0, t "${MUTEX}") p .r0 ?e'
  Pop $1
  ${If} $1 == 183
    MessageBox MB_OK|MB_ICONEXCLAMATION "${NAME} is being installed already." /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}
FunctionEnd

Function RefuseOlder
  ReadRegStr $1 SHCTX "${KEPT}" "DisplayVersion"
  ${If} $1 != ""
    ${VersionCompare} $1 "${VERSION}" $2
    ${If} $2 == 1
      MessageBox MB_OK|MB_ICONSTOP "A newer version, $1, is installed. It stays as it is." /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

!if "${SCOPE}" == "machine"
Function RefuseBesideMsi
  System::Call 'msi::MsiEnumRelatedProducts(t "${FAMILY}", i 0, i 0, t .r1) i .r0'
  ${If} $0 == 0
    MessageBox MB_OK|MB_ICONSTOP "${NAME} is installed for all by its MSI package. Install a newer MSI, or remove that one first." /SD IDOK
    SetErrorLevel 6
    Quit
  ${EndIf}
FunctionEnd
!endif

Function un.onInit
  !insertmacro PLACE
FunctionEnd

; Nothing of a version that could not be put in its place is left; a write that fails ends here too.
Function .onInstFailed
  SetOutPath "$TEMP"
  !insertmacro SWEEP
  RMDir "$INSTDIR"
FunctionEnd

Function StopUnwritten
  Call .onInstFailed
  MessageBox MB_OK|MB_ICONSTOP "$Words" /SD IDOK
  ${If} $Restart == 1
  ${AndIf} ${FileExists} "$INSTDIR\${WINDOW}"
    Exec '"$INSTDIR\${WINDOW}"'
  ${EndIf}
  SetErrorLevel 2
  Quit
FunctionEnd

Function WaitUntilFree
  StrCpy $1 $Seconds
  again:
  !insertmacro ASK_WHETHER_FREE
  ${If} $0 == 1
    Return
  ${EndIf}
  ${If} $1 > 0
    IntOp $1 $1 - 1
    Sleep 1000
    Goto again
  ${EndIf}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME} is running. Close it, then try again." /SD IDCANCEL IDRETRY again
  Call .onInstFailed
  SetErrorLevel 5
  Quit
FunctionEnd

; A program of others that was frozen alike has a folder of the same name.
Function RefuseBesideOthers
  ${If} ${FileExists} "$INSTDIR\${INNER}\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\${WINDOW}"
  ${AndIfNot} ${FileExists} "$INSTDIR\${STAGED}\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\${BEFORE}\*.*"
  ${AndIf} ${FileExists} "$INSTDIR\*.exe"
    StrCpy $Words "Another program lies in $INSTDIR. Choose a folder of its own for ${NAME}."
    Call StopUnwritten
  ${EndIf}
FunctionEnd

; The mark goes last: as long as it is there, nothing beside it is brought back.
Function Discard
  !insertmacro FOR_EACH DISCARD
  ${IfNot} ${FileExists} "$INSTDIR\${BEFORE}\${INNER}\*.*"
    Delete "$INSTDIR\${BEFORE}\${DONE}"
    RMDir "$INSTDIR\${BEFORE}"
  ${EndIf}
FunctionEnd

; An installer that was ended while it put the newer in its place is undone first.
Function Recover
  !insertmacro SWEEP
  ${If} ${FileExists} "$INSTDIR\${BEFORE}\${DONE}"
    Call Discard
  ${ElseIf} ${FileExists} "$INSTDIR\${BEFORE}\*.*"
    CreateDirectory "$INSTDIR\${STAGED}"
    !insertmacro FOR_EACH BRING_BACK
    RMDir "$INSTDIR\${BEFORE}"
  ${EndIf}
  !insertmacro SWEEP
  ${If} ${FileExists} "$INSTDIR\${BEFORE}\*.*"
    StrCpy $Words "A file in $INSTDIR\${BEFORE} is in use and could not be removed. What was there stays."
    Call StopUnwritten
  ${EndIf}
FunctionEnd

Function RefuseWithoutRoom
  ${GetRoot} "$INSTDIR" $1
  IntOp $3 ${KILOBYTES} / 1024
  ClearErrors
  ; In kilobytes a large drive has more than these words can count.
  ${DriveSpace} "$1\" "/D=F /S=M" $2
  ${IfNot} ${Errors}
  ${AndIf} $2 <= $3
    StrCpy $Words "${NAME} needs $3 MB more on $1 while it is installed; $2 are free."
    Call StopUnwritten
  ${EndIf}
FunctionEnd

Function Stage
  SetOutPath "$INSTDIR\${STAGED}"
  ClearErrors
  File /r "${PAYLOAD}/*.*"
  WriteUninstaller "$INSTDIR\${STAGED}\${UNINSTALLER}"
  ${If} ${Errors}
    StrCpy $Words "The files could not be written to $INSTDIR."
    Call StopUnwritten
  ${EndIf}
  SetOutPath "$INSTDIR"
FunctionEnd

; What lies there changes within a moment, and all of it or nothing.
Function Change
  CreateDirectory "$INSTDIR\${BEFORE}"
  StrCpy $1 10
  again:
  ClearErrors
  !insertmacro FOR_EACH TAKE_OUT
  ${IfNot} ${Errors}
    !insertmacro FOR_EACH PUT_IN
  ${EndIf}
  ${IfNot} ${Errors}
    FileOpen $9 "$INSTDIR\${BEFORE}\${DONE}" w
  ${EndIf}
  ${IfNot} ${Errors}
    FileClose $9
    Call Discard
    RMDir "$INSTDIR\${STAGED}"
    Return
  ${EndIf}
  !insertmacro FOR_EACH BRING_BACK
  ${If} $1 > 0
    IntOp $1 $1 - 1
    Sleep 500
    Goto again
  ${EndIf}
  RMDir "$INSTDIR\${BEFORE}"
  StrCpy $Words "A file in $INSTDIR is in use and could not be replaced. What was there stays."
  Call StopUnwritten
FunctionEnd

Section "Program"
  Call RefuseBesideOthers
  Call WaitUntilFree
  Call Recover
  Call RefuseWithoutRoom
  Call Stage
  !if "${SCOPE}" == "machine"
    ; Where it cannot be made so, the program finds out by itself what a policy in it is worth.
    !insertmacro ARRANGE "folder"
  !endif
  Call WaitUntilFree
  Call Change
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${WINDOW}"
  !insertmacro ARRANGE 'shortcut "$SMPROGRAMS\${NAME}.lnk" ${APPLICATION}'

  WriteRegStr SHCTX "${KEPT}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${KEPT}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${KEPT}" "DisplayIcon" "$INSTDIR\${WINDOW}"
  WriteRegStr SHCTX "${KEPT}" "Publisher" "${PUBLISHER}"
  WriteRegStr SHCTX "${KEPT}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${KEPT}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr SHCTX "${KEPT}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD SHCTX "${KEPT}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD SHCTX "${KEPT}" "NoModify" 1
  WriteRegDWORD SHCTX "${KEPT}" "NoRepair" 1

  WriteRegStr SHCTX "${PATHS}\${WINDOW}" "" "$INSTDIR\${WINDOW}"
  WriteRegStr SHCTX "${PATHS}\${CONSOLE}" "" "$INSTDIR\${CONSOLE}"

  ; A vault is a folder, which Windows opens by no ending: folders named so get an entry of their own.
  WriteRegStr SHCTX "${CLASSES}\Directory\shell\SunshineDesk" "" "Open in ${NAME}"
  WriteRegStr SHCTX "${CLASSES}\Directory\shell\SunshineDesk" "Icon" "$INSTDIR\${WINDOW}"
  WriteRegStr SHCTX "${CLASSES}\Directory\shell\SunshineDesk" "AppliesTo" 'System.FileName:"*.vault"'
  WriteRegStr SHCTX "${CLASSES}\Directory\shell\SunshineDesk\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  WriteRegStr SHCTX "${CLASSES}\${CLASS}" "" "${NAME} vault"
  WriteRegStr SHCTX "${CLASSES}\${CLASS}\DefaultIcon" "" "$INSTDIR\${WINDOW},0"
  WriteRegStr SHCTX "${CLASSES}\${CLASS}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  WriteRegStr SHCTX "${CLASSES}\.vault" "" "${CLASS}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  ${If} $Restart == 1
    Exec '"$INSTDIR\${WINDOW}"'
  ${EndIf}
SectionEnd

Section "Uninstall"
  !insertmacro ASK_WHETHER_FREE
  ${If} $0 == 0
    MessageBox MB_OK|MB_ICONEXCLAMATION "${NAME} is running. Close it, then start this again." /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}
  !if "${SCOPE}" == "machine"
    !insertmacro ARRANGE "folder-away"
  !endif
  !insertmacro SWEEP
  RMDir /r "$INSTDIR\${BEFORE}"
  RMDir /r "$INSTDIR\${INNER}"
  Delete "$INSTDIR\${WINDOW}"
  Delete "$INSTDIR\${CONSOLE}"
  Delete "$INSTDIR\${UNINSTALLER}"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey SHCTX "${KEPT}"
  DeleteRegKey SHCTX "${PATHS}\${WINDOW}"
  DeleteRegKey SHCTX "${PATHS}\${CONSOLE}"
  DeleteRegKey SHCTX "${CLASSES}\Directory\shell\SunshineDesk"
  DeleteRegKey SHCTX "${CLASSES}\${CLASS}"
  ReadRegStr $1 SHCTX "${CLASSES}\.vault" ""
  ${If} $1 == "${CLASS}"
    DeleteRegKey SHCTX "${CLASSES}\.vault"
  ${EndIf}
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
