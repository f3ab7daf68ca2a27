using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Pipeline.Engines;
using QuickLook.Web.Components.Pages.Configuration;

namespace QuickLook.Tests.Web.Configuration;

public sealed class ConfigurationDraftTests
{
    private static NumberField Field(string path) => NumberFields.All.Single(field => field.Path == path);

    [Fact]
    public void An_untouched_draft_is_what_it_began_with()
    {
        var start = new ServiceConfiguration
        {
            Workers = 3,
            AllowedDelay = TimeSpan.FromSeconds(100),
            Retry = new RetryPolicy { Delay = TimeSpan.FromMilliseconds(1500) },
            Engines =
            [
                EngineDefinition.Native,
                new EngineDefinition
                {
                    Name = "other",
                    Kind = EngineKind.Command,
                    Command = ["/bin/echo", "{camera}", " leading blank"],
                    Environment = new Dictionary<string, string> { ["A"] = "b=c" }.ToImmutableDictionary(),
                    WorkingDirectory = "/tmp",
                },
            ],
            EngineOfFlavor = new ServiceConfiguration().EngineOfFlavor.Add(Flavor.Arc, "other"),
        };

        var draft = new ConfigurationDraft(start);

        draft.Faults.ShouldBeEmpty();
        ConfigurationJson.Write(draft.Configuration).ShouldBe(ConfigurationJson.Write(start));
        ConfigurationDifference.Between(start, draft.Configuration).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("workers", "many", "'many' is not a number")]
    [InlineData("workers", "2.5", "2.5 is not a whole number")]
    [InlineData("workers", "900", "900 is out of range; it must be 1 to 256")]
    [InlineData("retry.retries", "", "a number is needed")]
    [InlineData("retry.delay", "1e300", "1e300 is out of range; it must be 0 s to 1 h")]
    [InlineData("retention.freePercent", "-4", "-4 is out of range; it must be 0 to 90")]
    [InlineData("disk.alarmFreePercent", "50", "50 is out of range; it must be 0 to 20")]
    [InlineData("timeLimit.atLeast", "0", "00:00:00 is out of range; it must be 00:00:01 to 1.00:00:00 (d.hh:mm:ss)")]
    public void A_fault_is_at_its_field_and_nowhere_else(string path, string text, string fault)
    {
        var draft = new ConfigurationDraft(new ServiceConfiguration());

        draft.Write(Field(path), text);

        draft.Text(Field(path)).ShouldBe(text);
        draft.FaultsAt(path).ShouldBe([fault]);
        draft.Faults.Count.ShouldBe(1);
    }

    [Fact]
    public void What_may_be_empty_is_what_the_service_was_started_with()
    {
        var draft = new ConfigurationDraft(new ServiceConfiguration { Workers = 4 });

        draft.Write(Field("workers"), " ");

        draft.Faults.ShouldBeEmpty();
        draft.Configuration.Workers.ShouldBeNull();
    }

    [Fact]
    public void An_engine_that_is_renamed_stays_the_default_and_that_of_its_flavors()
    {
        var draft = new ConfigurationDraft(new ServiceConfiguration());
        draft.Add(draft.Engines[0]);
        var copy = draft.Engines[1];
        copy.Kind.ShouldBe(EngineKind.NativeProcess);
        draft.Change(to => to with { DefaultEngine = copy.Name });
        draft.ChooseEngine(Flavor.Flat, copy.Name);
        draft.Faults.ShouldBeEmpty();

        draft.Change(copy, engine => engine.Name = "apart");

        draft.Configuration.DefaultEngine.ShouldBe("apart");
        draft.Configuration.EngineOfFlavor[Flavor.Flat].ShouldBe("apart");
        draft.Faults.ShouldBeEmpty();

        draft.Remove(copy);
        draft.FaultsAt("defaultEngine").ShouldHaveSingleItem().ShouldContain("there is no engine 'apart'");
        draft.FaultsAt("engineOfFlavor.flat").ShouldHaveSingleItem();
    }

    [Fact]
    public void Faults_of_an_engine_are_at_its_lines()
    {
        var draft = new ConfigurationDraft(new ServiceConfiguration());
        draft.Add(null);

        draft.Change(
            draft.Engines[1],
            engine =>
            {
                engine.Name = "Not A Name";
                engine.Command = "/nowhere/at/all\n{camera}\n";
                engine.Environment = "GOOD=1\nno equals sign";
                engine.Silence = "soon";
            }
        );

        draft.FaultsAt("engines[1].name").ShouldHaveSingleItem();
        draft.FaultsAt("engines[1].command").ShouldHaveSingleItem();
        draft.FaultsAt("engines[1].environment").ShouldBe(["'no equals sign' is not NAME=VALUE"]);
        draft.FaultsAt("engines[1].silence").ShouldBe(["'soon' is not a number of seconds"]);
        draft.FaultsAt("engines[0]").ShouldBeEmpty();
        draft.FaultsAt("engines[1]").Count().ShouldBe(4);
    }

    [Fact]
    public void A_difference_names_the_value_and_an_engine_by_its_name()
    {
        var before = new ServiceConfiguration();
        var after = before with
        {
            Retry = before.Retry with { Retries = 5 },
            Cameras = [CameraId.All[0], CameraId.All[10]],
            Engines = [EngineDefinition.Native, EngineDefinition.Native with { Name = "apart", Kind = EngineKind.NativeProcess }],
        };

        var changes = ConfigurationDifference.Between(before, after);

        changes.ShouldContain(new ConfigurationDifference("retry.retries", "2", "5"));
        changes.Single(change => change.Path == "cameras").After.ShouldBe("b0 r0");
        changes.ShouldContain(change => change.Path == "engines.apart.kind" && change.Before == "–");
        changes.ShouldNotContain(change => change.Path.StartsWith("engines.native", StringComparison.Ordinal));
    }
}
