/* For tries under Wine only, never shipped: Windows 8 and later have this library, Wine 8 has not. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID into, ULONG size);

#define PORTION 65536u

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE into, SIZE_T size)
{
    while (size) {
        ULONG now = size > PORTION ? PORTION : (ULONG)size;
        if (!SystemFunction036(into, now)) return FALSE;
        into += now;
        size -= now;
    }
    return TRUE;
}
