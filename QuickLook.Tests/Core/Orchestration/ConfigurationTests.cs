using System.Collections.Immutable;
using QuickLook.Core.Access;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Service;
using QuickLook.Tests.Core.Storage;

namespace QuickLook.Tests.Core.Orchestration;

[Collection(PostgresTests.Name)]
public sealed class ConfigurationTests(PostgresFixture postgres) : IDisposable
{
    private static readonly Actor Admin = new("Ada", Permission.Everything, "10.0.0.1");
    private static readonly Actor Operator = new("Vera", Permission.Look | Permission.Operate);

    private readonly Observatory observatory = new();

    public void Dispose() => observatory.Dispose();

    [Fact]
    public async Task What_is_processed_is_configuration_and_what_is_not_is_said_with_its_reason()
    {
        var engine = new ScriptedEngine();
        await using var service = await StartAsync(await postgres.CreateDatabaseAsync(), engine);
        await SaveAsync(service, configuration => configuration with { Flavors = [Flavor.Science, Flavor.Arc, Flavor.Flat] });
        await observatory.TakeAsync(101);
        var skipped = (await service.UntilEndedAsync(101)).Recent[^1];
        skipped.State.ShouldBe(RunState.Skipped);
        skipped.Reason.ShouldBe("the configuration does not process zero");

        await SaveAsync(service, configuration => configuration with { Flavors = [Flavor.Zero], Cameras = [Camera("b0"), Camera("r3")] });
        await observatory.TakeAsync(105);
        var ended = (await service.UntilEndedAsync(105)).Process!;
        ended.State.ShouldBe(RunState.Succeeded);
        engine.Runs.ShouldHaveSingleItem().Camera.ShouldBe(Camera("b0"));
        ended.Cameras.Single(camera => camera.Camera == Camera("b0")).Presence.ShouldBe(CameraPresence.Present);
        var left = ended.Cameras.Single(camera => camera.Camera == Camera("r0"));
        left.Presence.ShouldBe(CameraPresence.AbsentByDesign);
        left.Reason.ShouldBe("in the raw file, but not asked for");

        await SaveAsync(service, configuration => configuration with { Cameras = [.. CameraId.All], ExpectedCameras = [.. CameraId.All] });
        await observatory.TakeAsync(109);
        var incomplete = (await service.UntilEndedAsync(109)).Process!;
        incomplete.Cameras.Count(camera => camera.Presence == CameraPresence.Missing).ShouldBe(27);
    }

    [Fact]
    public async Task The_engine_is_changed_without_a_restart_and_each_process_keeps_what_it_was_processed_with()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var service = await StartAsync(database, new ScriptedEngine()))
        {
            await observatory.TakeAsync(101);
            var before = await service.UntilStoredAsync((await service.UntilEndedAsync(101)).Process!.ProcessId);
            before.Engine.ShouldBe("native");

            var other = new EngineDefinition
            {
                Name = "desispec-0.68",
                Kind = EngineKind.Command,
                Contract = EngineContract.Desispec068,
                Command = ["/bin/true"],
            };
            await SaveAsync(
                service,
                configuration =>
                    configuration with
                    {
                        Engines = [EngineDefinition.Native, other],
                        EngineOfFlavor = ImmutableDictionary<Flavor, string>.Empty.Add(Flavor.Zero, "desispec-0.68"),
                    }
            );
            await observatory.TakeAsync(105);
            var after = await service.UntilStoredAsync((await service.UntilEndedAsync(105)).Process!.ProcessId);
            after.Engine.ShouldBe("desispec-0.68");

            (await service.Audit.ListAsync(new AuditFilter { Action = "configuration." }, 0, 5, default))
                .Value.ShouldHaveSingleItem()
                .Detail.ShouldContain("engineOfFlavor: {} -> {\"zero\":\"desispec-0.68\"}");
        }

        await using var again = await StartAsync(database, new ScriptedEngine());
        again.Configuration.Current.EngineOfFlavor[Flavor.Zero].ShouldBe("desispec-0.68", "it is kept in the database");
        again.Configuration.LastChange!.Value.By.ShouldBe("Ada");
    }

    [Fact]
    public async Task Only_an_administrator_saves_what_is_right_and_only_over_what_was_seen()
    {
        await using var service = await StartAsync(await postgres.CreateDatabaseAsync(), new ScriptedEngine());
        var seen = service.Configuration.LastChange?.At;
        (await service.Configuration.SaveAsync(Operator, new ServiceConfiguration(), seen, default)).Failure!.Reason.ShouldContain(
            "Vera may not"
        );

        var wrong = new ServiceConfiguration
        {
            Workers = 0,
            DefaultEngine = "desispec-9",
            AllowedDelay = TimeSpan.Zero,
        };
        var faults = (await service.Configuration.SaveAsync(Admin, wrong, seen, default)).Failure!.Reason;
        faults.ShouldContain("workers: 0 is out of range");
        faults.ShouldContain("defaultEngine: there is no engine 'desispec-9'");
        faults.ShouldContain("allowedDelay");
        service.Configuration.Current.ShouldBe(new ServiceConfiguration(), new SameConfiguration());

        (await service.Configuration.SaveAsync(Admin, new ServiceConfiguration { Workers = 3 }, seen, default)).Failure.ShouldBeNull();
        (
            await service.Configuration.SaveAsync(Admin, new ServiceConfiguration { Workers = 4 }, seen, default)
        ).Failure!.Reason.ShouldContain("somebody else");
        service.Configuration.Current.Workers.ShouldBe(3);
    }

    [Fact]
    public async Task Exposures_that_are_late_when_their_turn_comes_go_to_the_backlog()
    {
        var clock = new SettableClock();
        var engine = new ScriptedEngine { Holds = true };
        await using var service = await RunningService.StartAsync(
            await postgres.CreateDatabaseAsync(),
            observatory.RawRoot,
            observatory.OutputRoot,
            engine,
            options => options.Workers = 1,
            services: services =>
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<TimeProvider>(services, clock)
        );
        await observatory.TakeAsync(1);
        await service.UntilAsync(_ => engine.Running == 1);
        await observatory.TakeAsync(2);
        await service.UntilAsync(now => now.Queue.Live == 1);

        clock.Set(TimeSpan.FromHours(3));
        File.SetLastWriteTimeUtc(observatory.RawFile(2), TimeProvider.System.GetUtcNow().UtcDateTime);
        await observatory.TakeAsync(3, age: TimeSpan.FromHours(-3));
        await service.UntilAsync(now => now.Waiting == 2);
        engine.Release();
        await service.UntilAsync(now => now is { Waiting: 0, Pipeline: PipelineActivity.Idle });

        engine.Runs.Select(run => run.Exposure.Number).Distinct().ShouldBe([1, 3, 2]);
        service.PipelineLog.ShouldContain(line => line.Contains("00000002 has waited longer than"));
    }

    [Theory]
    [InlineData("{\"flavours\": []}", "flavours")]
    [InlineData("{\"cameras\": [\"q7\"]}", "cameras")]
    [InlineData("{\"engines\": [{\"name\": \"x\", \"kind\": \"magic\"}]}", "engines")]
    [InlineData("{\"allowedDelay\": \"soon\"}", "allowedDelay")]
    [InlineData("not json", "configuration")]
    [InlineData("null", "null")]
    public void Text_that_is_no_configuration_is_refused_with_its_place(string text, string names) =>
        ConfigurationJson.Read(text).Failure.ShouldNotBeNull().ToString().ShouldContain(names);

    [Fact]
    public void A_configuration_is_read_as_it_was_written()
    {
        var written = new ServiceConfiguration
        {
            Cameras = [Camera("b0"), Camera("z9")],
            Workers = 7,
            EngineOfFlavor = ImmutableDictionary<Flavor, string>.Empty.Add(Flavor.Dark, "native"),
            Retry = new RetryPolicy { Retries = 4, Delay = TimeSpan.FromSeconds(3) },
            Retention = new RetentionPolicy { IsOn = true, ProductDays = 3 },
        };

        ConfigurationJson.Read(ConfigurationJson.Write(written)).Value.ShouldBe(written, new SameConfiguration());
        ConfigurationJson.Read("{}").Value.ShouldBe(new ServiceConfiguration(), new SameConfiguration());
    }

    private static CameraId Camera(string name) => CameraId.Parse(name).Value;

    private async Task<RunningService> StartAsync(string database, ScriptedEngine engine)
    {
        var service = await RunningService.StartAsync(database, observatory, engine);
        await service.UntilAsync(now => now.Pipeline == PipelineActivity.Idle);
        return service;
    }

    private static async Task SaveAsync(RunningService service, Func<ServiceConfiguration, ServiceConfiguration> change)
    {
        var desk = service.Configuration;
        (await desk.SaveAsync(Admin, change(desk.Current), desk.LastChange?.At, default)).Failure.ShouldBeNull();
    }

    // Records of lists are equal when what is written of them is.
    private sealed class SameConfiguration : IEqualityComparer<ServiceConfiguration>
    {
        public bool Equals(ServiceConfiguration? x, ServiceConfiguration? y) => ConfigurationJson.Write(x!) == ConfigurationJson.Write(y!);

        public int GetHashCode(ServiceConfiguration obj) => ConfigurationJson.Write(obj).GetHashCode(StringComparison.Ordinal);
    }
}
