/* For tries under Wine only, never shipped: the C99 functions of complex numbers that Wine 8's
   ucrtbase stops at and numpy asks for when it is imported. All else is passed on to Wine's own. */
#include <complex.h>

#define OUT __declspec(dllexport)

typedef struct { double re, im; } wide;
typedef struct { float re, im; } narrow;

static double complex in(wide z) { double complex r; __real__ r = z.re; __imag__ r = z.im; return r; }
static wide out(double complex z) { wide r = { __real__ z, __imag__ z }; return r; }
static wide widened(narrow z) { wide r = { z.re, z.im }; return r; }
static narrow narrowed(wide z) { narrow r = { (float)z.re, (float)z.im }; return r; }

#define GIVES_COMPLEX(name) \
    OUT wide own_##name(wide z) { return out(name(in(z))); } \
    OUT wide own_##name##l(wide z) { return out(name(in(z))); } \
    OUT narrow own_##name##f(narrow z) { return narrowed(out(name(in(widened(z))))); }
#define GIVES_REAL(name) \
    OUT double own_##name(wide z) { return name(in(z)); } \
    OUT double own_##name##l(wide z) { return name(in(z)); } \
    OUT float own_##name##f(narrow z) { return (float)name(in(widened(z))); }

GIVES_COMPLEX(ccos) GIVES_COMPLEX(ccosh) GIVES_COMPLEX(cexp) GIVES_COMPLEX(csin)
GIVES_COMPLEX(csinh) GIVES_COMPLEX(ctan) GIVES_COMPLEX(ctanh)
GIVES_REAL(cabs) GIVES_REAL(carg) GIVES_REAL(cimag) GIVES_REAL(creal)

OUT wide own_cpow(wide a, wide b) { return out(cpow(in(a), in(b))); }
OUT wide own_cpowl(wide a, wide b) { return out(cpow(in(a), in(b))); }
OUT narrow own_cpowf(narrow a, narrow b) { return narrowed(out(cpow(in(widened(a)), in(widened(b))))); }
