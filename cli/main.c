/* SPDX-License-Identifier: MIT */
/* chiffre: argv -> a subcommand -> an exit code. */
#include "cli/progress.h"

#include "core/memory.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* A subcommand is one line here and one file, cli/NAME.c, which defines subcommand_NAME. */
#define SUBCOMMANDS(S) S(extract) S(run) S(normalize) S(rates) S(compare) S(plot) S(check)

#define DECLARE(name) extern const struct subcommand subcommand_##name;
#define ADDRESS(name) &subcommand_##name,
SUBCOMMANDS(DECLARE)
static const struct subcommand *const subcommands[] = {SUBCOMMANDS(ADDRESS) NULL};

static const char *subcommand_name(const void *context, size_t index)
{
    (void)context;
    return subcommands[index] == NULL ? NULL : subcommands[index]->name;
}

static const struct subcommand *find(const char *name)
{
    for (size_t i = 0; subcommands[i] != NULL; i++)
        if (strcmp(subcommands[i]->name, name) == 0)
            return subcommands[i];
    const char *nearest = report_nearest(name, subcommand_name, NULL);
    if (nearest != NULL)
        report("unknown subcommand %s; did you mean %s?", name, nearest);
    else
        report("unknown subcommand %s; chiffre --help lists them", name);
    return NULL;
}

static void write_overview(struct output *output)
{
    output_string(output, "Usage: chiffre SUBCOMMAND [OPTION]... [FILE]...\n"
                          "Turns French and English articles into checked financial figures.\n\nSubcommands:\n");
    for (size_t i = 0; subcommands[i] != NULL; i++)
        output_format(output, "  %-10s %s\n", subcommands[i]->name, subcommands[i]->summary);
    output_string(output, "\nExamples:\n");
    for (size_t i = 0; subcommands[i] != NULL; i++)
        output_format(output, "  %s\n", subcommands[i]->examples[0].command);
    output_string(output, "\nOptions:\n"
                          "  -h, --help                    show this help and exit\n"
                          "      --version                 show the version and exit\n"
                          "      --generate man|bash|zsh|fish\n"
                          "                                write the man page or a shell's completions and exit\n"
                          "\nchiffre help SUBCOMMAND, or chiffre SUBCOMMAND --help, tells the rest. Exit codes: 0 fine,\n"
                          "1 check found something, 2 it could not be done, 3 some inputs failed and the rest was done.\n");
}

enum page { PAGE_OVERVIEW, PAGE_HELP, PAGE_VERSION, PAGE_GENERATE };

static int show(enum page page, const struct subcommand *subcommand, const char *what)
{
    struct output *output;
    struct chiffre_error error = {.line = 0};
    bool known = true;
    if (output_open("-", &output, &error) != CHIFFRE_OK) {
        report_output_error(&error);
        return EXIT_COULD_NOT;
    }
    switch (page) {
    case PAGE_OVERVIEW:
        write_overview(output);
        break;
    case PAGE_HELP:
        options_write_help(output, subcommand);
        break;
    case PAGE_VERSION:
        output_string(output, "chiffre " CHIFFRE_VERSION "\n");
        break;
    case PAGE_GENERATE:
        known = generate_write(output, what, subcommands);
        break;
    }
    if (!known)
        report("--generate: unknown page \"%s\"; one of man|bash|zsh|fish", what);
    return outputs_close(output) && known ? EXIT_FINE : EXIT_COULD_NOT;
}

static int run_subcommand(const struct subcommand *subcommand, int argc, char **argv)
{
    struct arguments arguments;
    const char *page;
    if (options_parse(subcommand, argc, argv, &arguments, &page))
        return subcommand->run(&arguments);
    if (page == NULL)
        return EXIT_COULD_NOT;
    return show(strcmp(page, "help") == 0 ? PAGE_HELP : PAGE_VERSION, subcommand, NULL);
}

static int run(int argc, char **argv)
{
    const char *first = argc > 1 ? argv[1] : "";
    if (argc < 2) {
        report("which subcommand? chiffre --help lists them; chiffre extract article.txt is the first to try");
        return EXIT_COULD_NOT;
    }
    if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0 || (strcmp(first, "help") == 0 && argc == 2))
        return show(PAGE_OVERVIEW, NULL, NULL);
    if (strcmp(first, "--version") == 0)
        return show(PAGE_VERSION, NULL, NULL);
    if (strncmp(first, "--generate", 10) == 0 && (first[10] == '=' || (first[10] == '\0' && argc == 3)))
        return show(PAGE_GENERATE, NULL, first[10] == '=' ? first + 11 : argv[2]);
    if (first[0] == '-') {
        report("unknown option %s before a subcommand; see chiffre --help", first);
        return EXIT_COULD_NOT;
    }
    bool help = strcmp(first, "help") == 0;
    const struct subcommand *subcommand = find(help ? argv[2] : first);
    if (subcommand == NULL)
        return EXIT_COULD_NOT;
    return help ? show(PAGE_HELP, subcommand, NULL) : run_subcommand(subcommand, argc - 1, argv + 1);
}

/* A long text is mapped: what is not there any more, or what the disk does not give, cannot be read. */
static void on_bus_error(int number, siginfo_t *about, void *context)
{
    static const char message[] = "chiffre: an input could not be read to its end: it was cut short meanwhile, or its disk failed\n";
    static atomic_flag ending = ATOMIC_FLAG_INIT;
    (void)context;
    while (atomic_flag_test_and_set(&ending)) /* another thread tells it */
        (void)pause();
    output_unlink_unfinished();
    if (about->si_code == BUS_ADRERR) {
        ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
        (void)written;
        _exit(EXIT_COULD_NOT);
    }
    signal(number, SIG_DFL);
    raise(number);
}

static void watch_bus_errors(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_bus_error;
    action.sa_flags = SA_SIGINFO;
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, NULL);
}

struct call {
    int argc;
    char **argv;
    int code;
};

static void *run_call(void *context)
{
    struct call *call = context;
    call->code = run(call->argc, call->argv);
    return NULL;
}

/* Where the stack is smaller (ulimit -s) than buffers and libxlsxwriter take, a thread does the work whose stack no such limit binds. */
#define STACK_LEAST ((size_t)1 << 20)
static int run_with_room(int argc, char **argv)
{
    struct rlimit limit;
    struct call call = {argc, argv, EXIT_COULD_NOT};
    pthread_attr_t attributes;
    pthread_t thread;
    if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= STACK_LEAST || pthread_attr_init(&attributes) != 0)
        return run(argc, argv);
    bool made = pthread_attr_setstacksize(&attributes, STACK_LEAST) == 0 &&
                pthread_setattr_default_np(&attributes) == 0 && /* of those that it starts in its turn, too */
                pthread_create(&thread, &attributes, run_call, &call) == 0;
    (void)pthread_attr_destroy(&attributes);
    if (!made)
        return run(argc, argv);
    (void)pthread_join(thread, NULL);
    return call.code;
}

/* A stream that who started us has closed must not be the first file that we open; what is asked of it fails as it would. */
static void hold_closed_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0)
            (void)open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
    hold_closed_streams();
    const char *fail = getenv("CHIFFRE_FAIL_ALLOCATION");
    if (fail != NULL)
        memory_fail_at((size_t)strtoul(fail, NULL, 10));
    watch_bus_errors();
    progress_begin_signals();
    signal(SIGCHLD, SIG_DFL); /* who started us may have let theirs go unheard: how ours end is to be known */
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is a failed write, so that what was opened is closed in order */
    signal(SIGXFSZ, SIG_IGN); /* so is a file that may not grow */
    int code = run_with_room(argc, argv);
    if (report_pipe_closed()) { /* then end as other filters do */
        signal(SIGPIPE, SIG_DFL);
        raise(SIGPIPE);
    }
    if (progress_interrupted() != 0) { /* what was done is written: now end as the signal says, so that a shell's loop ends too */
        signal(progress_interrupted(), SIG_DFL);
        raise(progress_interrupted());
    }
    return code;
}
