using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace QuickLook.Tests.Web;

internal static class AssemblyResolution
{
    // bUnit asks for a newer AngleSharp.Diffing than the feed has (Bunit.targets): the one beside the tests does.
#pragma warning disable CA2255 // there is no earlier place: the first use of a bUnit type binds it
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void TakeTheDiffingBesideTheTests() =>
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == "AngleSharp.Diffing"
                ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, name.Name + ".dll"))
                : null;
}
