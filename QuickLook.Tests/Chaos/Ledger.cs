using System.Globalization;
using System.IO.Compression;
using Npgsql;
using QuickLook.Core.Fits;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Tests.Core.Orchestration;

namespace QuickLook.Tests.Chaos;

/// <summary>Compares what lies on disk with what stands in the database; every difference is a line.</summary>
public sealed class Ledger(string connectionString, Observatory observatory)
{
    private const string Unended = "select count(*) from process where state in ('queued', 'running')";

    /// <summary>Exposures that are registered, and processes that have not ended.</summary>
    public async Task<(long Registered, long Unended)> CountAsync()
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        return (await NumberAsync(connection, "select count(*) from exposure"), await NumberAsync(connection, Unended));
    }

    /// <summary>Everything that is lost, doubled, stuck or half-written.</summary>
    /// <param name="exposures">What was put on disk.</param>
    /// <param name="cameras">Cameras of each.</param>
    public async Task<IReadOnlyList<string>> DifferencesAsync(IReadOnlyCollection<int> exposures, int cameras)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        List<string> differences = [];
        var known = await ListAsync(connection, "select expid from exposure order by expid");
        differences.AddRange(exposures.Except(known.Select(row => (int)row[0])).Select(lost => $"lost: {lost} is not in the database"));
        differences.AddRange(known.Select(row => (int)row[0]).Except(exposures).Select(extra => $"invented: {extra} was never on disk"));
        await AddAsync(connection, differences, "doubled exposure", "select expid from exposure group by expid having count(*) > 1");
        await AddAsync(
            connection,
            differences,
            "not exactly one process",
            "select e.expid, count(p.id) from exposure e left join process p on p.exposure_id = e.id group by e.expid having count(p.id) <> 1"
        );
        await AddAsync(connection, differences, "stuck", "select id, state from process where state in ('queued', 'running')");
        await AddAsync(connection, differences, "did not succeed", "select id, state, reason from process where state <> 'succeeded'");
        await AddAsync(
            connection,
            differences,
            "not all cameras succeeded",
            $"select process_id, count(*) from camera_run where state = 'succeeded' group by process_id having count(*) <> {cameras}"
        );
        await AddAsync(
            connection,
            differences,
            "not one document per camera",
            "select r.process_id, r.camera from camera_run r left join merged_document d on d.camera_run_id = r.id group by r.id having count(d.*) <> 1"
        );
        await AddAsync(
            connection,
            differences,
            "ended twice",
            "select process_id, camera, count(*) from transition where state not in ('queued', 'running') group by 1, 2 having count(*) <> 1"
        );
        await AddAsync(
            connection,
            differences,
            "ended without a transition",
            "select r.process_id, r.camera from camera_run r where not exists (select from transition t where t.process_id = r.process_id and t.camera = r.camera and t.state = r.state)"
        );
        foreach (var row in await ListAsync(connection, Documents))
        {
            CheckDocument(differences, (string)row[0], (byte[])row[1]);
        }

        foreach (
            var row in await ListAsync(connection, "select p.id, e.expid, e.night from process p join exposure e on e.id = p.exposure_id")
        )
        {
            CheckLink(differences, (long)row[0], (int)row[1], ((DateOnly)row[2]).ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        }

        CheckFiles(differences);
        return differences;
    }

    private const string Documents = "select path, body from merged_document";

    private void CheckDocument(List<string> differences, string path, byte[] body)
    {
        using var plain = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress))
        {
            gzip.CopyTo(plain);
        }

        var file = Path.Combine(observatory.OutputRoot, path);
        if (!File.Exists(file))
        {
            differences.Add($"document is not on disk: {path}");
        }
        else if (!File.ReadAllBytes(file).AsSpan().SequenceEqual(plain.ToArray()))
        {
            differences.Add($"document on disk is not the one in the database: {path}");
        }
        else if (MergedQa.Read(plain.ToArray()).Failure is { } unread)
        {
            differences.Add($"document cannot be read: {path}: {unread}");
        }
    }

    private void CheckLink(List<string> differences, long process, int exposure, string night)
    {
        var number = exposure.ToString("D8", CultureInfo.InvariantCulture);
        var link = new DirectoryInfo(Path.Combine(observatory.OutputRoot, "exposures", night, number));
        var run = process.ToString("D8", CultureInfo.InvariantCulture);
        if (link.LinkTarget is not { } target || !target.Contains($"/{run}/", StringComparison.Ordinal) || !link.Exists)
        {
            differences.Add($"the link of {number} does not lead to its process {run}: {link.LinkTarget ?? "none"}");
        }
    }

    private void CheckFiles(List<string> differences)
    {
        var runs = Path.Combine(observatory.OutputRoot, "runs");
        foreach (var file in Directory.EnumerateFiles(runs, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetFileName(file);
            if (file.Contains("/attempts/", StringComparison.Ordinal) || name.EndsWith(".tmp", StringComparison.Ordinal))
            {
                differences.Add($"left over: {file}");
            }
            else if (name.EndsWith(".fits", StringComparison.Ordinal))
            {
                var opened = FitsFile.Open(file);
                using var product = opened.IsSuccess ? opened.Value : null;
                if ((opened.Failure ?? product!.Damage) is { } damage)
                {
                    differences.Add($"half-written product: {file}: {damage}");
                }
            }
        }
    }

    private static async Task AddAsync(NpgsqlConnection connection, List<string> differences, string what, string query) =>
        differences.AddRange((await ListAsync(connection, query)).Select(row => $"{what}: {string.Join(' ', row)}"));

    private static async Task<long> NumberAsync(NpgsqlConnection connection, string query)
    {
        await using var command = new NpgsqlCommand(query, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<IReadOnlyList<object[]>> ListAsync(NpgsqlConnection connection, string query)
    {
        await using var command = new NpgsqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<object[]> rows = [];
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
