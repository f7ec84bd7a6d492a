using Microsoft.Data.Sqlite;

namespace TaskTracker.Emulation.Journal;

/// <summary>Whose state a directory holds: names and ARNs in it say so.</summary>
internal sealed record DataOwner(string Account, string Region);

/// <summary>A folder with a database of rows, in use by one emulator at a time.</summary>
internal sealed class DataDirectory : IDisposable
{
    /// <summary>Raised when rows are kept in a form that earlier versions would misread.</summary>
    public const int Format = 1;

    private const int ApplicationId = 0x5454_524B;

    /// <summary>How Linux, macOS and Windows say that somebody else holds a file.</summary>
    private static readonly int[] InUse = [11, 35, unchecked((int)0x8007_0020)];

    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream @lock, SqliteConnection connection) => (Path, _lock, Connection) = (path, @lock, connection);

    public string Path { get; }

    /// <summary>For the one thread that writes.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>A database that takes the place of the present one at the next start.</summary>
    public string NextDatabase => NextIn(Path);

    private string Database => DatabaseIn(Path);

    /// <exception cref="DataDirectoryRefused">It cannot be used.</exception>
    public static DataDirectory Open(string path, DataOwner owner)
    {
        path = System.IO.Path.GetFullPath(path);
        var held = Lock(path);
        SqliteConnection? connection = null;
        try
        {
            TakeNext(path);
            connection = Connect(DatabaseIn(path), SqliteOpenMode.ReadWriteCreate);
            Prepare(path, connection, owner);
            return new DataDirectory(path, held, connection);
        }
        catch (SqliteException problem)
        {
            connection?.Dispose();
            held.Dispose();
            throw Damaged(path, problem);
        }
        catch (DataDirectoryRefused)
        {
            connection?.Dispose();
            held.Dispose();
            throw;
        }
    }

    public int Space(string name)
    {
        using var put = new Statement(Connection, "INSERT OR IGNORE INTO spaces (name) VALUES (?)");
        put.Bind(1, name).Run();
        using var find = new Statement(Connection, "SELECT id FROM spaces WHERE name = ?");
        return find.Bind(1, name).Step() ? (int)find.Number(0) : throw new InvalidOperationException("What was just inserted is not there.");
    }

    /// <exception cref="DataDirectoryRefused">It holds rows of a state that is not among those.</exception>
    public void RefuseOthers(IReadOnlySet<string> names)
    {
        using var spaces = new Statement(Connection, "SELECT name FROM spaces");
        while (spaces.Step())
        {
            if (!names.Contains(spaces.Text(0))) throw new DataDirectoryRefused($"The data directory {Path} holds state that this version does not know: {spaces.Text(0)}.");
        }
    }

    /// <exception cref="DataDirectoryRefused">Something in it is damaged.</exception>
    public void Read(int space, ReadRow read)
    {
        try
        {
            using var rows = new Statement(Connection, "SELECT key, value FROM rows WHERE space = ? ORDER BY key");
            rows.Bind(1, space);
            while (rows.Step())
            {
                var key = rows.Blob(0).ToArray();
                read(key, RowBatch.Unseal(key, rows.Blob(1)));
            }
        }
        catch (Exception problem) when (problem is SqliteException or InvalidDataException or System.Text.Json.JsonException)
        {
            throw Damaged(Path, problem);
        }
    }

    /// <summary>Over a connection of its own, which sees the moment at which it begins and keeps nobody from writing.</summary>
    public void CopyTo(string file)
    {
        using var connection = Connect(Database, SqliteOpenMode.ReadWrite);
        using var copy = new Statement(connection, "VACUUM INTO ?");
        copy.Bind(1, file).Run();
    }

    public void Dispose()
    {
        Connection.Dispose();
        _lock.Dispose();
    }

    /// <exception cref="DataDirectoryRefused">The file is no whole copy of a state.</exception>
    public static void Check(string file)
    {
        try
        {
            using var connection = Connect(file, SqliteOpenMode.ReadOnly);
            using var check = new Statement(connection, "PRAGMA quick_check(1)");
            var isWhole = check.Step() && check.Text(0) == "ok";
            if (isWhole && Number(connection, "PRAGMA user_version") == Format && Number(connection, "PRAGMA application_id") == ApplicationId) return;
            throw new DataDirectoryRefused($"{file} is damaged or of another format.");
        }
        catch (SqliteException problem)
        {
            throw new DataDirectoryRefused($"{file} is damaged: {problem.Message}", problem);
        }
    }

    /// <summary>In such an order that a process which ends in the middle leaves the next one to do it again.</summary>
    /// <exception cref="DataDirectoryRefused">What is to be the state is no whole copy of one; nothing was changed.</exception>
    private static void TakeNext(string path)
    {
        var next = NextIn(path);
        if (!File.Exists(next)) return;
        try
        {
            Check(next);
        }
        catch (DataDirectoryRefused problem)
        {
            throw new DataDirectoryRefused(
                $"The snapshot that was loaded is not used: {problem.Message} The state from before it is still there: delete {next} to start with it, and load the snapshot again.", problem);
        }

        File.Delete(DatabaseIn(path) + "-wal");
        File.Delete(DatabaseIn(path) + "-shm");

        // With the log of another database, the state that is moved here would be damaged.
        Disk.FlushFolder(path);
        Disk.Replace(DatabaseIn(path), by: next);
    }

    private static string NextIn(string path) => System.IO.Path.Combine(path, "next.db");

    private static string DatabaseIn(string path) => System.IO.Path.Combine(path, "state.db");

    private static FileStream Lock(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataDirectoryRefused($"The data directory {path} cannot be made: {problem.Message}", problem);
        }

        var file = System.IO.Path.Combine(path, "lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem) when (InUse.Contains(problem.HResult))
        {
            throw new DataDirectoryRefused($"The data directory {path} is in use by another emulator: {problem.Message}", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataDirectoryRefused($"The data directory {path} cannot be written to: {problem.Message}", problem);
        }
    }

    private static SqliteConnection Connect(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Prepare(string path, SqliteConnection connection, DataOwner owner)
    {
        if (Number(connection, "PRAGMA schema_version") == 0) Create(connection, owner);
        if (Number(connection, "PRAGMA application_id") != ApplicationId) throw new DataDirectoryRefused($"{DatabaseIn(path)} is not an emulator's.");
        var format = Number(connection, "PRAGMA user_version");
        if (format != Format)
        {
            throw new DataDirectoryRefused($"The data directory {path} is of format {format}, written by another version; this one reads format {Format}.");
        }

        RefuseOtherOwner(path, connection, owner);

        // A snapshot comes without it.
        Run(connection, "PRAGMA journal_mode = WAL");
        Run(connection, "PRAGMA synchronous = FULL");
        Run(connection, "PRAGMA cache_size = -16384");
        Run(connection, "PRAGMA wal_autocheckpoint = 8000");
    }

    private static void RefuseOtherOwner(string path, SqliteConnection connection, DataOwner owner)
    {
        using var owners = new Statement(connection, "SELECT account, region FROM owner");
        if (!owners.Step()) throw new DataDirectoryRefused($"The data directory {path} does not say whose state it holds.");
        var kept = new DataOwner(owners.Text(0), owners.Text(1));
        if (kept == owner) return;
        throw new DataDirectoryRefused(
            $"The data directory {path} holds the state of account {kept.Account} in {kept.Region}, not of {owner.Account} in {owner.Region}.");
    }

    private static void Create(SqliteConnection connection, DataOwner owner)
    {
        Run(connection, "PRAGMA journal_mode = WAL");
        Run(connection, "PRAGMA synchronous = FULL");

        // In one transaction: a process that ends in the middle leaves an empty database, which the next one begins anew.
        Run(connection, "BEGIN IMMEDIATE");
        Run(connection, $"PRAGMA application_id = {ApplicationId}");
        Run(connection, $"PRAGMA user_version = {Format}");
        Run(connection, "CREATE TABLE owner (account TEXT NOT NULL, region TEXT NOT NULL)");
        Run(connection, "CREATE TABLE spaces (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)");
        Run(connection, "CREATE TABLE rows (space INTEGER NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY (space, key)) WITHOUT ROWID");
        using (var put = new Statement(connection, "INSERT INTO owner (account, region) VALUES (?, ?)")) put.Bind(1, owner.Account).Bind(2, owner.Region).Run();
        Run(connection, "COMMIT");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        statement.Run();
    }

    private static long Number(SqliteConnection connection, string pragma)
    {
        using var statement = new Statement(connection, pragma);
        return statement.Step() ? statement.Number(0) : 0;
    }

    private static DataDirectoryRefused Damaged(string path, Exception problem) =>
        new($"The data directory {path} is damaged and is not used: {problem.Message}", problem);
}
