/* SPDX-License-Identifier: MIT */
/* Sixty-four bytes of a text at a time -> which of them are letters, digits, beyond ASCII: a bit a byte, the first byte lowest. */
#ifndef CORE_BLOCK_H
#define CORE_BLOCK_H

#include "core/word.h"

#if defined(__x86_64__)
#include <immintrin.h>
/* A function for processors of some ten years and younger, which block_wide tells. */
#define BLOCK_WIDE __attribute__((target("avx2,bmi,bmi2")))
#elif defined(__SSE2__)
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

/* Which of the sixty-four are this byte? */
static inline uint64_t block_equal_words(const char *data, char byte)
{
    uint64_t equal = 0;
    for (unsigned i = 0; i < BLOCK_BYTES; i += 8) {
        uint64_t load = word_load(data + i, 8) ^ WORD_EACH((unsigned char)byte), low = load & WORD_EACH(0x7F);
        equal |= block_gather(~((low + WORD_EACH(0x7F)) | load)) << i;
    }
    return equal;
}

/* Which of them begin a code point beyond ASCII (0xC0 and more)? */
static inline uint64_t block_leads_words(const char *data)
{
    uint64_t leads = 0;
    for (unsigned i = 0; i < BLOCK_BYTES; i += 8) {
        uint64_t load = word_load(data + i, 8);
        leads |= block_gather(load & load << 1) << i;
    }
    return leads;
}

/* Which of them are one of the `length` bytes (128 at most) from `first` on? */
static inline uint64_t block_between_words(const char *data, char first, int length)
{
    uint64_t between = 0;
    for (unsigned i = 0; i < BLOCK_BYTES; i++)
        between |= (uint64_t)((unsigned char)(data[i] - first) < length) << i;
    return between;
}

#if defined(__SSE2__)
static inline uint64_t block_between(const char *data, char first, int length)
{
    uint64_t between = 0;
    for (unsigned i = 0; i < BLOCK_BYTES; i += 16)
        between |= block_range(_mm_loadu_si128((const __m128i *)(const void *)(data + i)), first, length) << i;
    return between;
}

static inline uint64_t block_leads(const char *data)
{
    uint64_t leads = 0;
    for (unsigned i = 0; i < BLOCK_BYTES; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(data + i));
        leads |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_and_si128(bytes, _mm_slli_epi16(bytes, 1))) << i;
    }
    return leads;
}

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
static inline uint64_t block_between(const char *data, char first, int length)
{
    return block_between_words(data, first, length);
}

static inline uint64_t block_leads(const char *data)
{
    return block_leads_words(data);
}

static inline uint64_t block_equal(const char *data, char byte)
{
    return block_equal_words(data, byte);
}
#endif

#if defined(BLOCK_WIDE)
/* The same by thirty-two bytes at a time. */
static inline bool block_wide(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
}

BLOCK_WIDE static inline uint64_t block_bits_wide(__m256i low, __m256i high)
{
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

BLOCK_WIDE static inline __m256i block_range_wide(__m256i bytes, char first, int length)
{
    return _mm256_cmpgt_epi8(_mm256_set1_epi8((char)(-128 + length)), _mm256_add_epi8(bytes, _mm256_set1_epi8((char)(-128 - first))));
}

BLOCK_WIDE static inline __m256i block_load_wide(const char *data)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)data);
}

BLOCK_WIDE static inline struct block block_read_wide(const char *data)
{
    const __m256i low = block_load_wide(data), high = block_load_wide(data + 32), small = _mm256_set1_epi8(0x20);
    return (struct block){
        .letters = block_bits_wide(block_range_wide(_mm256_or_si256(low, small), 'a', 26), block_range_wide(_mm256_or_si256(high, small), 'a', 26)),
        .digits = block_bits_wide(block_range_wide(low, '0', 10), block_range_wide(high, '0', 10)),
        .far = block_bits_wide(low, high)};
}

BLOCK_WIDE static inline uint64_t block_leads_wide(const char *data)
{
    const __m256i low = block_load_wide(data), high = block_load_wide(data + 32);
    return block_bits_wide(_mm256_and_si256(low, _mm256_slli_epi16(low, 1)), _mm256_and_si256(high, _mm256_slli_epi16(high, 1)));
}

BLOCK_WIDE static inline uint64_t block_equal_wide(const char *data, char byte)
{
    const __m256i all = _mm256_set1_epi8(byte);
    return block_bits_wide(_mm256_cmpeq_epi8(block_load_wide(data), all), _mm256_cmpeq_epi8(block_load_wide(data + 32), all));
}

BLOCK_WIDE static inline uint64_t block_between_wide(const char *data, char first, int length)
{
    return block_bits_wide(block_range_wide(block_load_wide(data), first, length), block_range_wide(block_load_wide(data + 32), first, length));
}
#endif

#endif
