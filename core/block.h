/* SPDX-License-Identifier: MIT */
/* Sixty-four bytes of a text at a time -> which of them are letters, digits, beyond ASCII: a bit a byte, the first byte lowest. */
#ifndef CORE_BLOCK_H
#define CORE_BLOCK_H

#include "core/word.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define BLOCK_BYTES 64
struct block {
    uint64_t letters, digits, far;
};

/* The lowest so many of the bits. */
static inline uint64_t block_keep(size_t count)
{
    return count >= BLOCK_BYTES ? UINT64_MAX : ((uint64_t)1 << count) - 1;
}

/* The high bit of each byte of a load -> eight bits. */
static inline uint64_t block_gather(uint64_t high_bits)
{
    return ((high_bits & WORD_EACH(0x80)) >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

/* Which of the sixty-four are beyond ASCII. */
static inline uint64_t block_far_words(const char *data)
{
    uint64_t far = 0;
    for (unsigned i = 0; i < BLOCK_BYTES; i += 8)
        far |= block_gather(word_load(data + i, 8)) << i;
    return far;
}

/* ... or below fourteen, as line ends are. */
#define BLOCK_LOW 14
static inline uint64_t block_far_or_low_words(const char *data)
{
    uint64_t found = 0;
    for (unsigned i = 0; i < BLOCK_BYTES; i += 8) {
        uint64_t load = word_load(data + i, 8);
        found |= block_gather(load | ~((load & WORD_EACH(0x7F)) + WORD_EACH(0x80 - BLOCK_LOW))) << i;
    }
    return found;
}

/* The first sixteen bytes only: which are letters, ... */
static inline uint32_t block_head_letters_words(const char *data)
{
    uint32_t head = 0;
    for (unsigned i = 0; i < 16; i += 8) {
        uint64_t load = word_load(data + i, 8), small = (load | WORD_EACH(0x20)) & WORD_EACH(0x7F);
        uint64_t letters = (small + WORD_EACH(0x80 - 'a')) & ~(small + WORD_EACH(0x7F - 'z')) & ~load;
        head |= (uint32_t)block_gather(letters) << i;
    }
    return head;
}

/* ... and which have the bit that small ones have. */
static inline uint32_t block_head_small_words(const char *data)
{
    return (uint32_t)(block_gather(word_load(data, 8) << 2) | block_gather(word_load(data + 8, 8) << 2) << 8);
}

/* Eight bytes at a time, on any machine. */
static inline struct block block_read_words(const char *data)
{
    struct block block = {0, 0, 0};
    for (unsigned i = 0; i < BLOCK_BYTES; i += 8) {
        uint64_t load = word_load(data + i, 8), low = load & WORD_EACH(0x7F), small = (load | WORD_EACH(0x20)) & WORD_EACH(0x7F);
        uint64_t letters = (small + WORD_EACH(0x80 - 'a')) & ~(small + WORD_EACH(0x7F - 'z')) & ~load;
        uint64_t digits = (low + WORD_EACH(0x80 - '0')) & ~(low + WORD_EACH(0x7F - '9')) & ~load;
        block.letters |= block_gather(letters) << i;
        block.digits |= block_gather(digits) << i;
        block.far |= block_gather(load) << i;
    }
    return block;
}

#if defined(__SSE2__)
#define BLOCK_UNROLL _Pragma("GCC unroll 4")
/* Sixteen at a time: a byte lies in a range when, moved to the bottom of the signed bytes, it is less than the range is long. */
static inline uint64_t block_range(__m128i bytes, char first, int length)
{
    __m128i moved = _mm_add_epi8(bytes, _mm_set1_epi8((char)(-128 - first)));
    return (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmplt_epi8(moved, _mm_set1_epi8((char)(-128 + length))));
}

static inline uint64_t block_far(const char *data)
{
    uint64_t far = 0;
    BLOCK_UNROLL
    for (unsigned i = 0; i < BLOCK_BYTES; i += 16)
        far |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(const void *)(data + i))) << i;
    return far;
}

static inline uint64_t block_far_or_low(const char *data)
{
    uint64_t found = 0;
    BLOCK_UNROLL
    for (unsigned i = 0; i < BLOCK_BYTES; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(data + i)); /* as signed bytes those beyond ASCII are below 0 */
        found |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmplt_epi8(bytes, _mm_set1_epi8(BLOCK_LOW))) << i;
    }
    return found;
}

static inline uint32_t block_head_letters(const char *data)
{
    return (uint32_t)block_range(_mm_or_si128(_mm_loadu_si128((const __m128i *)(const void *)data), _mm_set1_epi8(0x20)), 'a', 26);
}

static inline uint32_t block_head_small(const char *data)
{
    return (uint32_t)_mm_movemask_epi8(_mm_slli_epi16(_mm_loadu_si128((const __m128i *)(const void *)data), 2));
}

static inline uint64_t block_digits(const char *data)
{
    uint64_t digits = 0;
    BLOCK_UNROLL
    for (unsigned i = 0; i < BLOCK_BYTES; i += 16)
        digits |= block_range(_mm_loadu_si128((const __m128i *)(const void *)(data + i)), '0', 10) << i;
    return digits;
}

static inline struct block block_read(const char *data)
{
    struct block block = {0, 0, 0};
    BLOCK_UNROLL
    for (unsigned i = 0; i < BLOCK_BYTES; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(data + i));
        block.letters |= block_range(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 26) << i;
        block.digits |= block_range(bytes, '0', 10) << i;
        block.far |= (uint64_t)(uint32_t)_mm_movemask_epi8(bytes) << i;
    }
    return block;
}
#else
static inline uint64_t block_far(const char *data)
{
    return block_far_words(data);
}

static inline uint64_t block_far_or_low(const char *data)
{
    return block_far_or_low_words(data);
}

static inline uint32_t block_head_letters(const char *data)
{
    return block_head_letters_words(data);
}

static inline uint32_t block_head_small(const char *data)
{
    return block_head_small_words(data);
}

static inline uint64_t block_digits(const char *data)
{
    return block_read_words(data).digits;
}

static inline struct block block_read(const char *data)
{
    return block_read_words(data);
}
#endif

/* Which of the sixty-four are this byte of ASCII? */
static inline uint64_t block_equal_words(const char *data, char byte)
{
    uint64_t equal = 0;
    for (unsigned i = 0; i < BLOCK_BYTES; i += 8) {
        uint64_t load = word_load(data + i, 8) ^ WORD_EACH((unsigned char)byte), low = load & WORD_EACH(0x7F);
        equal |= block_gather(~((low + WORD_EACH(0x7F)) | load)) << i;
    }
    return equal;
}

#if defined(__SSE2__)
static inline uint64_t block_equal(const char *data, char byte)
{
    uint64_t equal = 0;
    BLOCK_UNROLL
    for (unsigned i = 0; i < BLOCK_BYTES; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(data + i));
        equal |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte))) << i;
    }
    return equal;
}
#else
static inline uint64_t block_equal(const char *data, char byte)
{
    return block_equal_words(data, byte);
}
#endif

#endif
