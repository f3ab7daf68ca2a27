using QuickLook.Core.Pipeline;
using QuickLook.Core.Pipeline.Engines;

namespace QuickLook.Tests.Core.Pipeline.Engines;

public class EngineRackTests
{
    private static readonly EngineDefinition Other = new()
    {
        Name = "desispec-0.27",
        Version = "0.27.1",
        Kind = EngineKind.Command,
        Command = ["sh"],
    };

    private readonly EngineRack rack = new(TimeProvider.System, EngineProfile.QuickLook);

    [Fact]
    public void Without_configuration_there_is_the_engine_that_is_this_code()
    {
        rack.Definitions.ShouldBe([EngineDefinition.Native]);
        rack.Find("native").Value.ShouldBeOfType<NativeEngine>();
    }

    [Fact]
    public void A_name_that_no_engine_has_is_told_with_all_names()
    {
        rack.Replace([EngineDefinition.Native, Other]);
        rack.Find("desispec-0.28")
            .Failure!.ToString()
            .ShouldBe("there is no engine 'desispec-0.28': native, desispec-0.27; did you mean 'desispec-0.27'?");
    }

    [Fact]
    public void An_engine_carries_name_and_version_of_its_definition()
    {
        rack.Replace([Other]);
        var engine = rack.Find("desispec-0.27").Value;
        (engine.Name, engine.Version).ShouldBe(("desispec-0.27", "0.27.1"));
    }

    [Fact]
    public void Other_engines_are_up_at_once_and_who_holds_an_engine_keeps_it()
    {
        rack.Replace([EngineDefinition.Native, Other]);
        var held = rack.Find(Other.Name).Value;

        rack.Replace([EngineDefinition.Native, Other with { Version = "0.27.2" }]);

        held.Version.ShouldBe("0.27.1");
        rack.Find(Other.Name).Value.Version.ShouldBe("0.27.2");
    }

    [Fact]
    public void A_rack_is_never_empty() => Should.Throw<ArgumentException>(() => rack.Replace([]));
}
