// Mantine's parts in our colours. The values stand in tokens.css: the policy allows no inline style, so nothing is
// written into the page at run time (docs/adr/0018).
import { createTheme, type MantineColorsTuple } from '@mantine/core';

const kBrand: MantineColorsTuple = ['#eaf4f5', '#d3e7ea', '#a6d0d6', '#75b7c0', '#4c9da8', '#2a8491', '#146a77', '#0b5560', '#094650', '#06333a'];

export const theme = createTheme({
  colors: { brand: kBrand },
  primaryColor: 'brand',
  primaryShade: 7,
  defaultRadius: 4,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Alert: { defaultProps: { variant: 'light' } },
  },
});
