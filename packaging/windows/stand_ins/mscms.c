/* For tries under Wine only, never shipped: no colour profile opens, so Qt takes sRGB. */
#define OUT __declspec(dllexport)

OUT void *__stdcall OpenColorProfileW(void *which, unsigned access, unsigned share, unsigned make) { (void)which; (void)access; (void)share; (void)make; return 0; }
OUT int __stdcall CloseColorProfile(void *one) { (void)one; return 1; }
OUT int __stdcall GetColorProfileFromHandle(void *one, void *into, unsigned *size) { (void)one; (void)into; (void)size; return 0; }
OUT void *__stdcall WcsCreateIccProfile(void *one, unsigned options) { (void)one; (void)options; return 0; }

int __stdcall DllMainCRTStartup(void *module, unsigned why, void *rest) { (void)module; (void)why; (void)rest; return 1; }
