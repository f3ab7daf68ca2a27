using System.Diagnostics;
using System.Globalization;
using Npgsql;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Orchestration;
using QuickLook.Tests.Golden;
using Xunit.Abstractions;

namespace QuickLook.Tests.Chaos;

/// <summary>
/// Exposures arrive at a random cadence while two services on one database, and the database, are killed at random instants, or services are asked to
/// end, and all are started again. Then nothing may be lost, doubled, stuck or half-written. The suite runs a short form;
/// <c>scripts/chaos.sh KILLS SEED</c> runs a long one.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Cameras = 3;

    [Fact]
    public async Task Nothing_is_lost_doubled_stuck_or_half_written_whatever_dies_in_between()
    {
        var kills = Number("QUICKLOOK_CHAOS_KILLS", 6);
        var seed = Number("QUICKLOOK_CHAOS_SEED", 1);
        var random = new Random(seed);
        using var observatory = new Observatory();
        await using var database = new KillableDatabase();
        await database.StartAsync();
        var state = Directory.CreateTempSubdirectory("ql-chaos-state-").FullName;
        using var first = Service("A", state, observatory, database.ConnectionString);
        using var second = Service("B", state, observatory, database.ConnectionString);
        first.Start();
        second.Start();

        using var feed = new Feed(observatory, new Random(seed + 1));
        var killed = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["A"] = 0,
            ["B"] = 0,
            ["database"] = 0,
        };
        var clock = Stopwatch.StartNew();
        for (var kill = 0; kill < kills; kill++)
        {
            await Feed.PauseAsync(random, 1, 7);
            first.Revive();
            second.Revive();
            var victim = random.Next(10) switch
            {
                < 4 => "A",
                < 8 => "B",
                _ => "database",
            };
            killed[victim]++;
            await KillAsync(victim, first, second, database, random);
        }

        var exposures = await feed.EndAsync();
        var settled = await SettleAsync(new Ledger(database.ConnectionString, observatory), exposures, first, second);
        await first.EndAsync();
        await second.EndAsync();
        NpgsqlConnection.ClearAllPools();

        var differences = await new Ledger(database.ConnectionString, observatory).DifferencesAsync(exposures, Cameras);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {seed}: {kills} kills (A {killed["A"]}, B {killed["B"]}, database {killed["database"]}; ended by themselves A {first.EndedByItself}, B {second.EndedByItself}) "
                    + $"in {clock.Elapsed.TotalSeconds:F0} s, {exposures.Count} exposures, {differences.Count} differences"
            )
        );
        var told = string.Join('\n', differences.Take(40)) + "\n" + Tail(first.Output) + "\n" + Tail(second.Output);
        settled.ShouldBeTrue($"not everything has come to an end: {told}");
        differences.ShouldBeEmpty(told);
        exposures.Count.ShouldBeGreaterThan(kills / 2, "there was something to be lost");
        Directory.Delete(state, recursive: true);
    }

    private static ServiceProcess Service(string name, string state, Observatory observatory, string connection) =>
        new(
            name,
            [
                "serve",
                "--raw",
                observatory.RawRoot,
                "--calib",
                GoldenSet.A.CalibrationRoot,
                "--out",
                observatory.OutputRoot,
                "--mappings",
                MappingFiles.LimitsOf(GoldenSet.A),
                "--expect",
                "b0,r0,z0",
                "--state",
                Path.Combine(state, name),
                "--url",
                "http://127.0.0.1:0",
            ],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["QUICKLOOK_DATABASE"] = connection }
        );

    private static async Task KillAsync(
        string victim,
        ServiceProcess first,
        ServiceProcess second,
        KillableDatabase database,
        Random random
    )
    {
        if (victim == "database")
        {
            await database.KillAsync();
            await Feed.PauseAsync(random, 0, 3);
            await database.StartAsync();
            return;
        }

        var service = victim == first.Name ? first : second;
        if (random.Next(4) == 0)
        {
            await service.EndAsync();
        }
        else
        {
            service.Kill();
        }

        await Feed.PauseAsync(random, 0, 3);
        service.Start();
    }

    private static async Task<bool> SettleAsync(
        Ledger ledger,
        IReadOnlyCollection<int> exposures,
        ServiceProcess first,
        ServiceProcess second
    )
    {
        var clock = Stopwatch.StartNew();
        var patience = TimeSpan.FromSeconds(90 + (6 * exposures.Count));
        while (clock.Elapsed < patience)
        {
            first.Revive();
            second.Revive();
            if (await ledger.CountAsync() is var (registered, unended) && registered == exposures.Count && unended == 0)
            {
                return true;
            }

            await Task.Delay(500);
        }

        return false;
    }

    private static string Tail(string text) => text.Length > 6000 ? text[^6000..] : text;

    private static int Number(string variable, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : fallback;
}
