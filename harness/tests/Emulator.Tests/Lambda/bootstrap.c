// A function for tests: speaks the Lambda Runtime API over one socket. What it does is decided by its handler.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

static char host[256], prefix[512], answer[8 << 20], body[8 << 20], request_id[64], trace[256], deadline[32], arn[256], context[16384];
static int api = -1, status;
static size_t body_length;

static void connect_api(void) {
    char *colon = strchr(host, ':');
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(colon + 1))};
    char ip[64] = {0};
    memcpy(ip, host, colon - host);
    inet_pton(AF_INET, ip, &to.sin_addr);
    api = socket(AF_INET, SOCK_STREAM, 0);
    // Head and body go out in two writes.
    setsockopt(api, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    if (connect(api, (struct sockaddr *)&to, sizeof to) != 0) exit(90);
}

static void header(const char *head, const char *name, char *value, size_t size) {
    value[0] = 0;
    const char *at = strcasestr(head, name);
    if (!at) return;
    at += strlen(name);
    while (*at == ' ') at++;
    size_t length = strcspn(at, "\r\n");
    if (length >= size) length = size - 1;
    memcpy(value, at, length);
    value[length] = 0;
}

static void call(const char *method, const char *path, const char *headers, const char *data, size_t length) {
    char head[2048];
    int n = snprintf(head, sizeof head, "%s %s/2018-06-01/runtime/%s HTTP/1.1\r\nHost: %s\r\n%sContent-Length: %zu\r\n\r\n", method, prefix, path, host, headers, length);
    if (api < 0) connect_api();
    if (write(api, head, n) < 0) exit(91);
    for (size_t sent = 0; sent < length;) {
        ssize_t w = write(api, data + sent, length - sent);
        if (w <= 0) break;
        sent += w;
    }
    size_t got = 0;
    char *end = NULL;
    while (!end) {
        ssize_t r = read(api, answer + got, sizeof answer - 1 - got);
        if (r <= 0) exit(92);
        got += r;
        answer[got] = 0;
        end = strstr(answer, "\r\n\r\n");
    }
    char size[32];
    status = atoi(answer + 9);
    *end = 0;
    header(answer, "\nContent-Length:", size, sizeof size);
    if (method[0] == 'G') {
        header(answer, "\nLambda-Runtime-Aws-Request-Id:", request_id, sizeof request_id);
        header(answer, "\nLambda-Runtime-Trace-Id:", trace, sizeof trace);
        header(answer, "\nLambda-Runtime-Deadline-Ms:", deadline, sizeof deadline);
        header(answer, "\nLambda-Runtime-Invoked-Function-Arn:", arn, sizeof arn);
        header(answer, "\nLambda-Runtime-Client-Context:", context, sizeof context);
    }
    body_length = atol(size);
    size_t have = got - (end + 4 - answer);
    memcpy(body, end + 4, have);
    while (have < body_length) {
        ssize_t r = read(api, body + have, body_length - have);
        if (r <= 0) exit(93);
        have += r;
    }
    body[body_length] = 0;
}

static void respond(const char *id, const char *data, size_t length) {
    char path[128];
    snprintf(path, sizeof path, "invocation/%s/response", id);
    call("POST", path, "", data, length);
}

static void fail(const char *path, const char *data) {
    call("POST", path, "Lambda-Runtime-Function-Error-Type: Test.Error\r\n", data, strlen(data));
}

static int files_in(const char *folder) {
    int count = -2;
    DIR *all = opendir(folder);
    while (readdir(all)) count++;
    closedir(all);
    return count;
}

// Takes its time to start, and counts who else is starting.
static int start_slowly(const char *folder, int milliseconds) {
    char mine[300];
    snprintf(mine, sizeof mine, "%s/%d", folder, getpid());
    fclose(fopen(mine, "w"));
    int starting = files_in(folder);
    usleep(milliseconds * 1000);
    unlink(mine);
    return starting;
}

int main(void) {
    setvbuf(stdout, NULL, _IONBF, 0);
    char *address = getenv("AWS_LAMBDA_RUNTIME_API"), *slash = strchr(address, '/'), *handler = getenv("_HANDLER");
    snprintf(host, sizeof host, "%.*s", (int)(slash - address), address);
    snprintf(prefix, sizeof prefix, "%s", slash);

    if (!strcmp(handler, "init-exit")) { printf("cannot start\n"); return 3; }
    int starting = strcmp(handler, "init-slow") ? 0 : start_slowly(getenv("FOLDER"), atoi(getenv("MILLISECONDS")));
    if (!strcmp(handler, "init-hang")) pause();
    if (!strcmp(handler, "init-fail")) { fail("init/error", "{\"errorType\":\"Test.Init\",\"errorMessage\":\"no config\"}"); printf("last words\n"); return 1; }
    if (!strcmp(handler, "with-child") && fork() == 0) { pause(); }

    for (int count = 1;; count++) {
        call("GET", "invocation/next", "", "", 0);
        if (status != 200) return 80;
        char id[64], path[128], text[1024];
        strcpy(id, request_id);
        snprintf(path, sizeof path, "invocation/%s/error", id);
        if (!strcmp(handler, "env")) {
            static char all[65536];
            size_t used = sprintf(all, "{\"trace\":\"%s\",\"deadline\":\"%s\",\"arn\":\"%s\",\"context\":\"%s\"", trace, deadline, arn, context[0] ? "yes" : "");
            for (char **e = environ; *e; e++) {
                char *at = strchr(*e, '=');
                used += sprintf(all + used, ",\"%.*s\":\"%s\"", (int)(at - *e), *e, at + 1);
            }
            used += sprintf(all + used, "}");
            respond(id, all, used);
        } else if (!strcmp(handler, "context")) {
            printf("CONTEXT %s\n", context[0] ? context : "none");
            respond(id, context[0] ? context : "null", context[0] ? strlen(context) : 4);
        } else if (!strcmp(handler, "count")) {
            respond(id, text, snprintf(text, sizeof text, "{\"pid\":%d,\"count\":%d}", getpid(), count));
        } else if (!strcmp(handler, "init-slow")) {
            respond(id, text, snprintf(text, sizeof text, "{\"pid\":%d,\"starting\":%d}", getpid(), starting));
        } else if (!strcmp(handler, "stream")) {
            // Records that hold the word poison cannot be processed.
            char *poison = strstr(body, "poison"), *number = poison ? strstr(poison, "\"SequenceNumber\":\"") : NULL;
            printf("EVENT %s\n", body);
            while (getenv("GATE") && access(getenv("GATE"), F_OK) != 0) usleep(1000);
            if (poison && getenv("PARTIAL")) respond(id, text, snprintf(text, sizeof text, "{\"batchItemFailures\":[{\"itemIdentifier\":\"%.21s\"}]}", number + 18));
            else if (poison) fail(path, "{\"errorType\":\"Test.Error\",\"errorMessage\":\"it broke\"}");
            else respond(id, "null", 4);
        } else if (!strcmp(handler, "log")) {
            printf("first line\nsecond line\n");
            fprintf(stderr, "from stderr\n");
            printf("unfinished");
            respond(id, "null", 4);
        } else if (!strcmp(handler, "flood")) {
            for (int i = 0; i < 20000; i++) printf("line %d of many that a function may write while it works on one event\n", i);
            respond(id, "null", 4);
        } else if (!strcmp(handler, "fail")) {
            fail(path, "{\"errorType\":\"Test.Error\",\"errorMessage\":\"it broke\"}");
        } else if (!strcmp(handler, "exit")) {
            return 1;
        } else if (!strcmp(handler, "exit-clean")) {
            return 0;
        } else if (!strcmp(handler, "killed")) {
            kill(getpid(), SIGKILL);
        } else if (!strcmp(handler, "hang")) {
            printf("before the end\n");
            pause();
        } else if (!strcmp(handler, "answer-and-exit")) {
            respond(id, "\"done\"", 6);
            return 0;
        } else if (!strcmp(handler, "answer-and-hang")) {
            respond(id, "\"done\"", 6);
            pause();
        } else if (!strcmp(handler, "too-large")) {
            memset(body, 'x', 6291557);
            respond(id, body, 6291557);
            printf("status %d\n", status);
        } else if (!strcmp(handler, "misuse")) {
            respond("00000000-0000-0000-0000-000000000000", "1", 1);
            int unknown = status;
            call("GET", "invocation/next", "", "", 0);
            int again = status, same = !strcmp(id, request_id);
            fail("init/error", "{}");
            int late_init = status;
            call("GET", "nowhere", "", "", 0);
            int nowhere = status;
            respond(id, text, snprintf(text, sizeof text, "{\"unknown\":%d,\"again\":%d,\"same\":%d,\"lateInit\":%d,\"nowhere\":%d}", unknown, again, same, late_init, nowhere));
            respond(id, "2", 1);
            printf("second answer: %d %s\n", status, body);
        } else if (!strcmp(handler, "slow")) {
            usleep(200000);
            respond(id, text, snprintf(text, sizeof text, "%d", getpid()));
        } else if (!strcmp(handler, "returns")) {
            respond(id, getenv("RETURNS"), strlen(getenv("RETURNS")));
        } else if (!strcmp(handler, "temporary")) {
            // Tells whether the file that it leaves behind was there already.
            char mark[512];
            snprintf(mark, sizeof mark, "%s/mark", getenv("TMPDIR"));
            int was_there = access(mark, F_OK) == 0;
            fclose(fopen(mark, "w"));
            if (strstr(body, "hang")) pause();
            respond(id, text, snprintf(text, sizeof text, "{\"folder\":\"%s\",\"wasThere\":\"%s\"}", getenv("TMPDIR"), was_there ? "yes" : "no"));
        } else if (!strcmp(handler, "eat")) {
            for (;;) memset(malloc(1 << 20), 1, 1 << 20);
        } else if (!strcmp(handler, "never-polls-again")) {
            respond(id, text, snprintf(text, sizeof text, "%d", getpid()));
            close(api);
            pause();
        } else if (!strcmp(handler, "late")) {
            // Its answer comes when the invocation is over: in the descendant, since the process itself is ended.
            if (fork() == 0) {
                setsid();
                sleep(2);
                api = -1;
                respond(id, "\"late\"", 6);
                return 0;
            }
            pause();
        } else if (!strcmp(handler, "barrier")) {
            // Answers once so many invocations are inside at the same time.
            char folder[256], mine[300];
            int wanted = 0;
            sscanf(body, "{\"folder\":\"%255[^\"]\",\"count\":%d", folder, &wanted);
            snprintf(mine, sizeof mine, "%s/%d", folder, getpid());
            fclose(fopen(mine, "w"));
            while (files_in(folder) < wanted) usleep(1000);
            respond(id, text, snprintf(text, sizeof text, "%d", getpid()));
        } else {
            static char copy[8 << 20];
            size_t length = body_length;
            memcpy(copy, body, length);
            respond(id, copy, length);
        }
    }
}
