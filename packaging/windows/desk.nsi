; One installer; SCOPE says for whom: "user" needs no administrator, "machine" serves all who log on.
; Told by the build: SCOPE, PAYLOAD, OUT, VERSION, FOUR, KILOBYTES, SIGN, COMPRESS.
; Exit codes: 0 done, 2 stopped, 3 a newer version is installed, 5 the program is running.

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
  SetCompressorDictSize 32
!else
  SetCompressor zlib
!endif
!finalize '"${SIGN}" "%1"' = 0
!uninstfinalize '"${SIGN}" "%1"' = 0

!if "${SCOPE}" == "machine"
  RequestExecutionLevel admin
  InstallDir "$PROGRAMFILES64\${NAME}"
  InstallDirRegKey HKLM "${KEPT}" "InstallLocation"
!else
  RequestExecutionLevel user
  InstallDir "$LOCALAPPDATA\Programs\${NAME}"
  InstallDirRegKey HKCU "${KEPT}" "InstallLocation"
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include WordFunc.nsh

!define MUI_ABORTWARNING
!define MUI_ICON "desk.ico"
!define MUI_UNICON "desk.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
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

; A program that runs cannot be opened for writing: nothing may be replaced under it.
!macro REFUSE_WHILE_RUNNING FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "${NAME} is running. Close it, then start this again." /SD IDOK
      SetErrorLevel 5
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; Only what an installer laid down; whatever else lies in the folder, such as a vault, stays.
!macro TAKE_AWAY
  RMDir /r "$INSTDIR\${INNER}"
  Delete "$INSTDIR\${WINDOW}"
  Delete "$INSTDIR\${CONSOLE}"
  Delete "$INSTDIR\${UNINSTALLER}"
!macroend

Function .onInit
  !insertmacro PLACE
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

Function un.onInit
  !insertmacro PLACE
FunctionEnd

Section "Program"
  !insertmacro REFUSE_WHILE_RUNNING "${WINDOW}"
  !insertmacro REFUSE_WHILE_RUNNING "${CONSOLE}"
  !insertmacro TAKE_AWAY
  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${PAYLOAD}/*.*"
  ${If} ${Errors}
    SetErrorLevel 2
    Abort "The files could not be written to $INSTDIR."
  ${EndIf}
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${WINDOW}"

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
SectionEnd

Section "Uninstall"
  !insertmacro REFUSE_WHILE_RUNNING "${WINDOW}"
  !insertmacro REFUSE_WHILE_RUNNING "${CONSOLE}"
  !insertmacro TAKE_AWAY
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
