/* For tries under Wine only, never shipped: Windows 10 has ICU, Wine has none.
   No converter can be opened (error 4), so Qt says of a rare character set that it knows it not. */
#define OUT __declspec(dllexport)
#define NO_SUCH_FILE 4

OUT void *ucnv_open(const char *name, int *error) { (void)name; if (error) *error = NO_SUCH_FILE; return 0; }
OUT void ucnv_close(void *one) { (void)one; }
OUT void ucnv_reset(void *one) { (void)one; }
OUT signed char ucnv_getMaxCharSize(void *one) { (void)one; return 4; }
OUT const char *ucnv_getName(void *one, int *error) { (void)one; if (error) *error = NO_SUCH_FILE; return 0; }
OUT const char *ucnv_getStandardName(const char *name, const char *of, int *error) { (void)name; (void)of; if (error) *error = NO_SUCH_FILE; return 0; }
OUT const char *ucnv_getAvailableName(int index) { (void)index; return 0; }
OUT int ucnv_countAvailable(void) { return 0; }
OUT int ucnv_toUCountPending(void *one, int *error) { (void)one; if (error) *error = NO_SUCH_FILE; return -1; }
OUT int ucnv_fromUCountPending(void *one, int *error) { (void)one; if (error) *error = NO_SUCH_FILE; return -1; }
OUT void ucnv_getToUCallBack(void *one, void **call, void **with) { (void)one; if (call) *call = 0; if (with) *with = 0; }
OUT void ucnv_getFromUCallBack(void *one, void **call, void **with) { (void)one; if (call) *call = 0; if (with) *with = 0; }
OUT void ucnv_setToUCallBack(void *one, void *call, void *with, void **was, void **had, int *error) { (void)one; (void)call; (void)with; (void)was; (void)had; if (error) *error = NO_SUCH_FILE; }
OUT void ucnv_setFromUCallBack(void *one, void *call, void *with, void **was, void **had, int *error) { (void)one; (void)call; (void)with; (void)was; (void)had; if (error) *error = NO_SUCH_FILE; }
OUT void ucnv_cbToUWriteUChars(void *one, const void *from, int count, int at, int *error) { (void)one; (void)from; (void)count; (void)at; if (error) *error = NO_SUCH_FILE; }
OUT void ucnv_cbFromUWriteUChars(void *one, const void **from, const void *end, int at, int *error) { (void)one; (void)from; (void)end; (void)at; if (error) *error = NO_SUCH_FILE; }
OUT void ucnv_toUnicode(void *one, void **to, const void *to_end, const char **from, const char *end, int *at, signed char flush, int *error) { (void)one; (void)to; (void)to_end; (void)from; (void)end; (void)at; (void)flush; if (error) *error = NO_SUCH_FILE; }
OUT void ucnv_fromUnicode(void *one, char **to, const char *to_end, const void **from, const void *end, int *at, signed char flush, int *error) { (void)one; (void)to; (void)to_end; (void)from; (void)end; (void)at; (void)flush; if (error) *error = NO_SUCH_FILE; }
OUT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
OUT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}

int __stdcall DllMainCRTStartup(void *module, unsigned why, void *rest) { (void)module; (void)why; (void)rest; return 1; }
