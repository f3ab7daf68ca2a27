using System.Text.Json.Nodes;
using Npgsql;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Orchestration.Import;
using QuickLook.Core.Pipeline;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Core.Results;
using QuickLook.Core.Storage;
using QuickLook.Core.Storage.Import;
using QuickLook.Core.Storage.Processes;
using QuickLook.Core.Storage.Schema;
using QuickLook.Core.Storage.Service;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Core.Storage;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Orchestration.Import;

[Collection(PostgresTests.Name)]
public sealed class ResultImportTests(PostgresFixture postgres) : IAsyncLifetime, IDisposable
{
    private static readonly Actor Person = new("vera", Permission.Everything, "command line");

    private readonly ForeignTree tree = new();
    private QuickLookDatabase database = null!;
    private MappingSet mappings = null!;
    private string connection = string.Empty;

    public async Task InitializeAsync()
    {
        connection = await postgres.CreateDatabaseAsync();
        database = PostgresFixture.Open(connection);
        mappings = (await new MappingLoader(NativeEngine.Vocabulary).LoadAsync(MappingFiles.LimitsOf(GoldenSet.A), default))
            .ToResult()
            .Value;
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    public void Dispose() => tree.Dispose();

    [Fact]
    public async Task Verdicts_of_the_golden_documents_are_kept_as_they_are()
    {
        tree.Fill();

        var report = await ImportAsync();

        report.ShouldSatisfyAllConditions(
            each => each.Added.ShouldBe(4),
            each => each.CameraRuns.ShouldBe(12),
            each => each.Passed.ShouldBe(0),
            each => each.Unchanged.ShouldBe(0)
        );
        foreach (var exposure in ForeignTree.Exposures)
        {
            var process = await FindAsync(exposure);
            process.State.ShouldBe(RunState.Succeeded);
            process.Exposure.Origin.ShouldBe(ExposureOrigin.Import);
            process.Cameras.Length.ShouldBe(3);
            foreach (var run in process.Cameras)
            {
                var document = MergedQa.Read(await File.ReadAllBytesAsync(tree.Document(run.Camera.ToString(), exposure))).Value;
                var statuses = document.Stages.SelectMany(stage => document.StatusesOf(stage)).ToList();
                statuses.ShouldNotBeEmpty();
                run.Tests.Select(test => (test.StatusKey, test.Quality))
                    .Order()
                    .ShouldBe(statuses.Select(status => (status.Key, status.Value)).Order());
                run.Quality.ShouldBe(Qualities.Worst(statuses.Select(status => status.Value)));
            }
        }
    }

    [Fact]
    public async Task Values_limits_facts_documents_and_trends_come_with_them()
    {
        tree.Fill();

        await ImportAsync();

        var process = await FindAsync(104);
        (process.Exposure.Flavor, process.Exposure.Program.Name, process.Exposure.Airmass, process.Exposure.ExposureSeconds).ShouldBe(
            ("science", "DARK", 1.32, 900)
        );
        var r0 = process.Cameras.Single(run => run.Camera == CameraId.Parse("r0").Value);
        var noise = r0.Tests.Single(test => test.StatusKey == "NOISE_AMP_STATUS");
        noise.Test.ShouldBe("Get_RMS");
        noise.Value.ShouldBeOfType<JsonArray>().Count.ShouldBe(4);
        noise.Limits.ShouldBe("normal 1.10 - 4.10");
        r0.Tests.Single(test => test.StatusKey == "SKYCONT_STATUS").Explanation.ShouldBe("judged ALARM at nersc");
        r0.Stages.Select(stage => stage.State).ShouldAllBe(state => state == "done");
        (await ScalarAsync("select count(*) from merged_document")).ShouldBe(12L);
        (
            await ScalarAsync(
                "select array_length(values, 1) from trend_value t where key = 'noise' and camera = 'r0' order by mjd limit 1"
            )
        ).ShouldBe(4);
        (await ScalarAsync("select count(*) from process where imported_from = 'nersc' and engine = 'desi_quicklook'")).ShouldBe(4L);
        (await ScalarAsync("select count(*) from process where engine_version = '0.68.1'")).ShouldBe(
            1L,
            "only that of the sky names its version"
        );

        // The documents say when they were computed, which is not in the night: then its middle counts (2020-11-08T07:00 UTC).
        (await ScalarAsync("select distinct mjd from trend_value")).ShouldBe(
            Mjd.Of(new DateTimeOffset(2020, 11, 8, 7, 0, 0, TimeSpan.Zero)).Days
        );
    }

    [Fact]
    public async Task Importing_again_changes_nothing_and_a_changed_document_makes_another_process()
    {
        tree.Fill();
        await ImportAsync();

        var again = await ImportAsync();
        var text = await File.ReadAllTextAsync(tree.Document("b0", 102));
        await File.WriteAllTextAsync(tree.Document("b0", 102), text.Replace("NORMAL\"", "WARNING\"", StringComparison.Ordinal));
        var changed = await ImportAsync();

        (again.Added, again.Changed, again.Unchanged, again.CameraRuns).ShouldBe((0, 0, 4, 0));
        (changed.Added, changed.Changed, changed.Unchanged, changed.CameraRuns).ShouldBe((0, 1, 3, 3));
        (await ScalarAsync("select count(*) from process")).ShouldBe(5L);
        (await ScalarAsync("select count(*) from exposure")).ShouldBe(4L);
        (await ImportAsync()).Unchanged.ShouldBe(4);
    }

    [Fact]
    public async Task Results_of_two_sites_stand_side_by_side()
    {
        tree.Fill();

        await ImportAsync();
        var other = await ImportAsync(site: "kpno");

        other.Added.ShouldBe(4);
        (await ScalarAsync("select count(*) from exposure")).ShouldBe(4L);
        (
            await ScalarAsync(
                "select string_agg(imported_from, ',' order by id) from process p where exposure_id = (select min(id) from exposure)"
            )
        ).ShouldBe("nersc,kpno");
    }

    [Fact]
    public async Task A_dry_run_counts_and_writes_nothing()
    {
        tree.Fill();

        var report = await ImportAsync(isDryRun: true);

        (report.Added, report.CameraRuns).ShouldBe((4, 12));
        (await ScalarAsync("select (select count(*) from exposure) + (select count(*) from audit)")).ShouldBe(0L);
    }

    [Fact]
    public async Task One_night_can_be_chosen_and_who_imported_what_is_recorded()
    {
        tree.Fill();

        (await ImportAsync(night: "20201108")).Added.ShouldBe(0);
        (await ImportAsync(night: "20201107")).Added.ShouldBe(4);

        var entries = (
            await new AuditStore(database, TimeProvider.System).ListAsync(new AuditFilter { Action = "import" }, 0, 10, default)
        ).Value;
        entries.Count.ShouldBe(4);
        entries.ShouldAllBe(entry => entry.Actor == "vera" && entry.Source == "command line");
        entries[0].Detail.ShouldBe("ends: site nersc, 4 exposures new, 0 changed, 0 unchanged, 0 passed over");
    }

    [Fact]
    public async Task Bad_documents_are_named_with_their_reason_and_the_rest_is_imported()
    {
        tree.Fill();
        await File.WriteAllTextAsync(tree.Document("b0", 101), "{ not json");
        await File.WriteAllTextAsync(tree.Document("r0", 101), string.Empty);
        File.Copy(tree.Document("b0", 102), tree.Document("z0", 102), overwrite: true);
        File.Copy(tree.Document("z0", 103), Path.Combine(tree.Folder(103), "ql-mergedQA-q7-00000103.json"));
        await using (var huge = File.Create(tree.Document("r0", 104)))
        {
            huge.SetLength(MergedQa.LargestDocument + 1);
        }

        await File.WriteAllTextAsync(tree.Document("z0", 104), string.Concat(Enumerable.Repeat("{\"a\":", 5000)));
        Directory.CreateDirectory(Path.Combine(tree.Root, "exposures", "yesterday"));
        Directory.CreateDirectory(Path.Combine(tree.Root, "exposures", "20201107", "105"));

        var report = await ImportAsync();

        report.Added.ShouldBe(4);
        report.CameraRuns.ShouldBe(7);
        report.Passed.ShouldBe(8);
        Said(report, "yesterday").ShouldContain("a night is a date written YYYYMMDD");
        Said(report, "20201107/105").ShouldContain("eight digits");
        Said(report, "b0-00000101").ShouldContain("not valid JSON");
        Said(report, "r0-00000101").ShouldContain("it is empty");
        Said(report, "z0-00000102").ShouldContain("it is of camera b0");
        Said(report, "q7-00000103").ShouldContain("named ql-mergedQA-CAMERA-00000103.json");
        Said(report, "r0-00000104").ShouldContain("larger than 16 MiB");
        Said(report, "z0-00000104").ShouldContain("not valid JSON");
        var partly = await FindAsync(101);
        (partly.State, partly.Reason).ShouldBe((RunState.PartlyFailed, "2 document(s) of this exposure could not be imported"));
    }

    [Fact]
    public async Task Links_that_lead_out_of_the_tree_are_not_followed_and_those_within_are()
    {
        tree.Fill();
        using var outside = new ForeignTree();
        outside.Fill();
        var runs = Path.Combine(tree.Root, "runs", "00000001");
        Directory.CreateDirectory(Path.GetDirectoryName(runs)!);
        Directory.Move(tree.Folder(101), runs);
        Directory.CreateSymbolicLink(tree.Folder(101), Path.GetRelativePath(Path.GetDirectoryName(tree.Folder(101))!, runs));
        Directory.Delete(tree.Folder(102), recursive: true);
        Directory.CreateSymbolicLink(tree.Folder(102), outside.Folder(102));
        File.Delete(tree.Document("b0", 103));
        File.CreateSymbolicLink(tree.Document("b0", 103), outside.Document("b0", 103));
        Directory.CreateSymbolicLink(Path.Combine(tree.Root, "exposures", "20201109"), outside.Root);
        File.Delete(tree.Document("b0", 104));
        File.CreateSymbolicLink(tree.Document("b0", 104), tree.Document("b0", 104));

        var report = await ImportAsync();

        report.Added.ShouldBe(3);
        report.Passed.ShouldBe(4);
        Said(report, "00000102").ShouldContain("leads out of the tree");
        Said(report, "b0-00000103").ShouldContain("leads out of the tree");
        Said(report, "20201109").ShouldContain("leads out of the tree");
        (await FindAsync(101)).Cameras.Length.ShouldBe(3);
        (await FindAsync(103)).Cameras.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Texts_that_no_database_takes_do_not_stop_an_import()
    {
        Directory.CreateDirectory(tree.Folder(101));
        await File.WriteAllTextAsync(
            tree.Document("b0", 101),
            """
            {"NIGHT":"20201107","EXPID":101,"CAMERA":"b0","FLAVOR":"bias","GENERAL_INFO":{"PROGRAM":"A\u0000B","PROC_DESISPEC_VERSION":"1\u0000"},
             "TASKS":{"CHECK_CCDs":{"METRICS":{"BIAS_AMP":["x",1],"BIAS_AMP_STATUS":"ALARM","\u0000_STATUS":"NORMAL","ODD_STATUS":"NORMAL","ODD":1e999}}}}
            """
        );

        var report = await ImportAsync();

        report.Added.ShouldBe(1);
        var tests = (await FindAsync(101)).Cameras.Single().Tests;
        tests.Select(test => (test.StatusKey, test.Quality)).ShouldBe([("BIAS_AMP_STATUS", Quality.Alarm), ("ODD_STATUS", Quality.Normal)]);
        tests.ShouldAllBe(test => test.Value == null);
    }

    [Fact]
    public async Task An_exposure_number_of_another_night_is_a_contradiction_that_is_reported()
    {
        tree.Fill();
        await ImportAsync();
        var wrong = Path.Combine(tree.Root, "exposures", "20201108", "00000101");
        Directory.CreateDirectory(wrong);
        var text = await File.ReadAllTextAsync(tree.Document("b0", 101));
        await File.WriteAllTextAsync(
            Path.Combine(wrong, "ql-mergedQA-b0-00000101.json"),
            text.Replace("20201107", "20201108", StringComparison.Ordinal)
        );

        var report = await ImportAsync();

        report.Added.ShouldBe(0);
        report.Problems.Single().Reason.ShouldBe("exposure 00000101 was imported as one of night 20201107 before");
    }

    [Fact]
    public async Task What_is_no_tree_or_no_name_or_no_permission_is_refused_with_a_reason()
    {
        (await RunAsync(Person, Order("a/b"))).Failure!.Reason.ShouldContain("letters, digits");
        (await RunAsync(Person, Order("nersc") with { Root = "/nowhere" })).Failure!.Reason.ShouldBe("there is no such folder");
        (await RunAsync(Person, Order("nersc") with { Root = Path.Combine(tree.Root, "exposures") })).Failure!.Reason.ShouldContain(
            "production root"
        );
        (await RunAsync(new Actor("a guest", Permission.Look), Order("nersc"))).Failure!.Reason.ShouldBe("a guest may not import results");
    }

    [Fact]
    public async Task Imported_results_do_not_disturb_the_service_that_runs()
    {
        tree.Fill();
        using var observatory = new Observatory();
        var engine = new ScriptedEngine();
        await using var service = await RunningService.StartAsync(connection, observatory, engine);
        await observatory.TakeAsync(101);
        await service.UntilEndedAsync(101);

        (await ImportAsync()).Added.ShouldBe(4);

        engine.Runs.Count.ShouldBe(3, "nothing of it is run");
        (await service.Processes.ListUnendedAsync(default)).Value.ShouldBeEmpty();
        (await service.Processes.ListRecentAsync(12, default)).Value.Count.ShouldBe(1);
        (await service.Processes.ListRecentRunsAsync("science", 12, default)).Value.ShouldBeEmpty();
        Directory.GetFileSystemEntries(Path.Combine(observatory.OutputRoot, "exposures", "20201107")).Length.ShouldBe(1);
        service.DiscoveryLog.ShouldNotContain(line => line.Contains("lost"));
    }

    private static string Said(ImportReport report, string place) =>
        report.Problems.Single(problem => problem.Place!.Contains(place, StringComparison.Ordinal)).Reason;

    private ImportOrder Order(string site) => new() { Root = tree.Root, Site = site };

    private async Task<ImportReport> ImportAsync(string site = "nersc", string? night = null, bool isDryRun = false) =>
        (await RunAsync(Person, Order(site) with { Night = night is null ? null : Night.Parse(night).Value, IsDryRun = isDryRun })).Value;

    private Task<Result<ImportReport>> RunAsync(Actor actor, ImportOrder order) =>
        new ResultImport(new ImportStore(database, TimeProvider.System), new AuditStore(database, TimeProvider.System)).RunAsync(
            actor,
            order,
            mappings,
            progress: null,
            default
        );

    private async Task<StoredProcess> FindAsync(int exposure) =>
        (
            await new ProcessStore(database).FindAsync(
                (long)
                    (
                        await ScalarAsync(
                            $"select max(p.id) from process p join exposure e on e.id = p.exposure_id where e.expid = {exposure}"
                        )
                    )!,
                default
            )
        ).Value;

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
