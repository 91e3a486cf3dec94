/* Does for the installers what their own words cannot; part of them, never installed.

   arrange folder              makes %ProgramData%\Sunshine Desk, which administrators alone may write
   arrange folder-away         removes that folder where nothing lies in it
   arrange shortcut LNK NAME   tells Windows that an entry of the Start menu belongs to the program of that name

   Ends with 0 where it was done. */

#define COBJMACROS
#include <windows.h>
#include <aclapi.h>
#include <initguid.h>
#include <objbase.h>
#include <propkey.h>
#include <propsys.h>
#include <sddl.h>
#include <shlobj.h>
#include <wchar.h>

#define ROOM 600
#define MOST_ASIDE 100
#define POLICY L"policy.json"

/* Administrators own it; they and the system may write, people may read, nothing comes from above. */
static const wchar_t OF_FOLDER[] = L"O:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)";

static BOOL join(wchar_t *whole, const wchar_t *folder, const wchar_t *name)
{
    if (wcslen(folder) + wcslen(name) + 2 > ROOM)
        return FALSE;
    wcscpy(whole, folder);
    wcscat(whole, L"\\");
    wcscat(whole, name);
    return TRUE;
}

static BOOL machine_folder(wchar_t *path)
{
    wchar_t all[MAX_PATH];
    if (FAILED(SHGetFolderPathW(NULL, CSIDL_COMMON_APPDATA, NULL, SHGFP_TYPE_CURRENT, all)))
        return FALSE;
    return join(path, all, L"Sunshine Desk");
}

static BOOL is_own(PSID sid)
{
    BYTE told[sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE];
    HANDLE token;
    DWORD size;
    BOOL same = FALSE;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token))
        return FALSE;
    if (GetTokenInformation(token, TokenUser, told, sizeof told, &size))
        same = EqualSid(sid, ((TOKEN_USER *)told)->User.Sid);
    CloseHandle(token);
    return same;
}

/* Nobody but administrators, the system or whoever installs has made it. */
static BOOL is_trusted(const wchar_t *path)
{
    PSECURITY_DESCRIPTOR read;
    PSID owner;
    BOOL trusted;
    if (GetNamedSecurityInfoW((wchar_t *)path, SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION,
                              &owner, NULL, NULL, NULL, &read))
        return FALSE;
    trusted = IsWellKnownSid(owner, WinBuiltinAdministratorsSid) || IsWellKnownSid(owner, WinLocalSystemSid)
              || IsWellKnownSid(owner, WinAccountDomainAdminsSid) || is_own(owner);
    LocalFree(read);
    return trusted;
}

static BOOL is_there(const wchar_t *path)
{
    return GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES;
}

static BOOL is_plain_folder(const wchar_t *path)
{
    DWORD found = GetFileAttributesW(path);
    return is_there(path) && (found & FILE_ATTRIBUTE_DIRECTORY) && !(found & FILE_ATTRIBUTE_REPARSE_POINT);
}

/* A policy that somebody else may have written is not made good by rights that come later: the program
   lets it forbid and nothing more, and says so, until an administrator has read it. */
static BOOL is_to_be_left(const wchar_t *folder)
{
    wchar_t policy[ROOM];
    return join(policy, folder, POLICY) && is_there(policy) && !is_trusted(folder);
}

/* A link or a file of that name goes aside; nothing is followed. */
static BOOL set_aside(const wchar_t *path)
{
    wchar_t other[ROOM + 20];
    for (int at = 1; at <= MOST_ASIDE; at++) {
        swprintf(other, ROOM + 20, L"%ls.set-aside-%d", path, at);
        if (MoveFileExW(path, other, 0))
            return TRUE;
    }
    return FALSE;
}

static void enable(const wchar_t *privilege)
{
    TOKEN_PRIVILEGES wanted = {1, {{{0, 0}, SE_PRIVILEGE_ENABLED}}};
    HANDLE token;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES, &token))
        return;
    if (LookupPrivilegeValueW(NULL, privilege, &wanted.Privileges[0].Luid))
        AdjustTokenPrivileges(token, FALSE, &wanted, 0, NULL, NULL);
    CloseHandle(token);
}

/* First whose it is, since an owner may set the rights. Files in it keep theirs: by what others could do
   to them the program knows what they are worth. */
static BOOL set_rights(const wchar_t *path, PSECURITY_DESCRIPTOR wanted)
{
    enable(SE_TAKE_OWNERSHIP_NAME);
    enable(SE_RESTORE_NAME);
    return SetFileSecurityW(path, OWNER_SECURITY_INFORMATION, wanted)
           && SetFileSecurityW(path, DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION, wanted);
}

static BOOL make_folder(wchar_t *folder)
{
    SECURITY_ATTRIBUTES attributes = {sizeof attributes, NULL, FALSE};
    if (is_there(folder) && !is_plain_folder(folder) && !set_aside(folder))
        return FALSE;
    if (is_there(folder) && is_to_be_left(folder))
        return TRUE;
    if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(OF_FOLDER, SDDL_REVISION_1,
                                                              &attributes.lpSecurityDescriptor, NULL))
        return FALSE;
    if (!is_there(folder) && !CreateDirectoryW(folder, &attributes))
        return FALSE;
    return set_rights(folder, attributes.lpSecurityDescriptor);
}

static BOOL name_shortcut(IShellLinkW *link, const wchar_t *path, wchar_t *name)
{
    IPersistFile *file;
    IPropertyStore *store;
    PROPVARIANT value = {.vt = VT_LPWSTR, .pwszVal = name};
    HRESULT done = IShellLinkW_QueryInterface(link, &IID_IPersistFile, (void **)&file);
    if (FAILED(done))
        return FALSE;
    done = IPersistFile_Load(file, path, STGM_READWRITE);
    if (SUCCEEDED(done))
        done = IShellLinkW_QueryInterface(link, &IID_IPropertyStore, (void **)&store);
    if (SUCCEEDED(done)) {
        done = IPropertyStore_SetValue(store, &PKEY_AppUserModel_ID, &value);
        if (SUCCEEDED(done))
            done = IPropertyStore_Commit(store);
        IPropertyStore_Release(store);
    }
    if (SUCCEEDED(done))
        done = IPersistFile_Save(file, path, TRUE);
    IPersistFile_Release(file);
    return SUCCEEDED(done);
}

static BOOL change_shortcut(const wchar_t *path, wchar_t *name)
{
    IShellLinkW *link;
    BOOL named = FALSE;
    if (FAILED(CoInitialize(NULL)))
        return FALSE;
    if (SUCCEEDED(CoCreateInstance(&CLSID_ShellLink, NULL, CLSCTX_INPROC_SERVER, &IID_IShellLinkW, (void **)&link))) {
        named = name_shortcut(link, path, name);
        IShellLinkW_Release(link);
    }
    CoUninitialize();
    return named;
}

int wmain(int count, wchar_t **words)
{
    wchar_t folder[ROOM];
    if (count == 4 && !wcscmp(words[1], L"shortcut"))
        return !change_shortcut(words[2], words[3]);
    if (count != 2 || !machine_folder(folder))
        return 2;
    if (!wcscmp(words[1], L"folder"))
        return !make_folder(folder);
    if (!wcscmp(words[1], L"folder-away"))
        return !RemoveDirectoryW(folder);
    return 2;
}
