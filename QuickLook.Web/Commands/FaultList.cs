using System.CommandLine;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Faults;

namespace QuickLook.Web.Commands;

/// <summary>Faults as the command line names them, an option for each.</summary>
internal static class FaultList
{
    /// <summary>An option that may be given several times.</summary>
    /// <param name="name">Name of the option.</param>
    public static Option<SeededFault[]> Option(string name) =>
        new(name)
        {
            Description =
                "What goes wrong in every exposure, with the camera and the amount where the usual ones are not meant; may be given several times. "
                + $"Names (docs/faults.md): {string.Join(", ", FaultCatalog.All.Select(entry => entry.Name))}",
            HelpName = FaultText.Form,
            Arity = ArgumentArity.OneOrMore,
            DefaultValueFactory = _ => [],
            CustomParser = result =>
            {
                var faults = new List<SeededFault>();
                foreach (var token in result.Tokens)
                {
                    if (FaultText.Parse(token.Value).TryGet(out var fault, out var failure))
                    {
                        faults.Add(fault);
                    }
                    else
                    {
                        result.AddError($"{name}: {failure.Reason}");
                    }
                }

                return [.. faults];
            },
        };
}
